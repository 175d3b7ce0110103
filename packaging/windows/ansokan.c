/* ansokan.exe: the command. Loads the Python in the folder "program" beside it and runs `python -m generator ...`.
   Where Python looks for modules stands in program\python3xx._pth, which shuts out everything else:
   https://docs.python.org/3/using/windows.html#finding-modules */
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>
#include <windows.h>

#ifndef PYTHON
#error say which Python with -DPYTHON=L"python3xx.dll"
#endif

typedef int (*Main)(int, wchar_t **);

int wmain(int count, wchar_t **words) {
    static wchar_t path[32768]; /* the longest path of Windows */
    SetDllDirectoryW(L""); /* no DLL that somebody has put beside the projects */
    DWORD length = GetModuleFileNameW(NULL, path, 32768);
    wchar_t *name = length ? wcsrchr(path, L'\\') : NULL;
    if (name == NULL || name - path > 32000) return 3;
    wcscpy(name, L"\\program\\" PYTHON);
    HMODULE python = LoadLibraryExW(path, NULL, LOAD_WITH_ALTERED_SEARCH_PATH); /* its own DLLs lie beside it */
    Main run = python ? (Main)(void *)GetProcAddress(python, "Py_Main") : NULL;
    wchar_t **line = calloc(count + 3, sizeof *line);
    if (run == NULL || line == NULL) {
        fwprintf(stderr, L"ansokan: %ls (%lu). Packa upp hela zip-filen igen / Unpack the whole zip again.\n", path,
                 GetLastError());
        return 3;
    }
    line[0] = words[0];
    line[1] = L"-m";
    line[2] = L"generator";
    for (int number = 1; number < count; number++) line[number + 2] = words[number];
    return run(count + 2, line);
}

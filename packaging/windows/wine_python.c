/* For the tests under Wine alone: python.exe as python.org's is, which runs any module. */
#include <windows.h>

int wmain(int count, wchar_t **words) {
    HMODULE python = LoadLibraryW(L"python311.dll");
    int (*run)(int, wchar_t **) = python ? (int (*)(int, wchar_t **))(void *)GetProcAddress(python, "Py_Main") : NULL;
    return run ? run(count, words) : 3;
}

/* Ansökan.exe: opens the page without a console. Runs `ansokan.exe web FOLDER` unseen, waits for it, and shows in a
   box what it said when it did not end well. FOLDER is what was dropped on it, else "Ansökan" among the documents. */
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>
#include <windows.h>
#include <initguid.h>
#include <knownfolders.h>
#include <shlobj.h>

#define LONGEST 32768 /* the longest path, and the longest command line, of Windows */
#define SHOWN 2000    /* bytes of what was said that a box shows, the last ones */

static wchar_t beside[LONGEST], folder[LONGEST], line[LONGEST];

static int told(const wchar_t *text) {
    MessageBoxW(NULL, text, L"Ansökan", MB_OK | MB_ICONERROR);
    return 1;
}

/* Put into `folder` where the projects lie; 0 when that is nowhere, which has been told. */
static int found(int count, wchar_t **words) {
    if (count > 1) {
        DWORD about = GetFileAttributesW(words[1]);
        if (about == INVALID_FILE_ATTRIBUTES || !(about & FILE_ATTRIBUTE_DIRECTORY) || wcslen(words[1]) > LONGEST - 100)
            return !told(L"Släpp en mapp på Ansökan: den som projekten ligger i, med mapparna data och output.");
        wcscpy(folder, words[1]);
    } else {
        PWSTR documents = NULL;
        if (FAILED(SHGetKnownFolderPath(&FOLDERID_Documents, KF_FLAG_CREATE, NULL, &documents)))
            return !told(L"Mappen Dokument finns inte.");
        _snwprintf(folder, LONGEST - 1, L"%ls\\Ansökan", documents);
        CoTaskMemFree(documents);
        CreateDirectoryW(folder, NULL);
    }
    size_t end = wcslen(folder); /* a backslash before the closing quote would be taken as part of the name */
    if (end && folder[end - 1] == L'\\') wcscat(folder, L".");
    return 1;
}

/* Show the end of what was said, which is UTF-8. */
static int shown(HANDLE said) {
    static char bytes[SHOWN + 1];
    static wchar_t text[SHOWN + 1];
    DWORD read = 0;
    LARGE_INTEGER size;
    if (!GetFileSizeEx(said, &size)) size.QuadPart = 0;
    size.QuadPart = size.QuadPart > SHOWN ? size.QuadPart - SHOWN : 0;
    SetFilePointerEx(said, size, NULL, FILE_BEGIN);
    ReadFile(said, bytes, SHOWN, &read, NULL);
    MultiByteToWideChar(CP_UTF8, 0, bytes, (int)read, text, SHOWN);
    return told(text[0] ? text : L"Sidan kunde inte öppnas. Packa upp hela zip-filen igen.");
}

int wmain(int count, wchar_t **words) {
    SetDllDirectoryW(L""); /* no DLL that somebody has put beside the projects */
    DWORD length = GetModuleFileNameW(NULL, beside, LONGEST);
    wchar_t *name = length ? wcsrchr(beside, L'\\') : NULL;
    if (name == NULL || name - beside > LONGEST - 100) return told(L"Flytta programmet till en mapp med kortare sökväg.");
    wcscpy(name + 1, L"ansokan.exe");
    if (!found(count, words)) return 1;
    if (_snwprintf(line, LONGEST - 1, L"\"%ls\" web \"%ls\"", beside, folder) < 0) return told(L"Sökvägen är för lång.");

    wchar_t temporary[MAX_PATH + 1], log[MAX_PATH + 1];
    if (!GetTempPathW(MAX_PATH, temporary) || !GetTempFileNameW(temporary, L"ans", 0, log))
        return told(L"Mappen för tillfälliga filer (TEMP) går inte att använda.");
    SECURITY_ATTRIBUTES inherited = {sizeof inherited, NULL, TRUE};
    HANDLE said = CreateFileW(log, GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_DELETE, &inherited,
                              CREATE_ALWAYS, FILE_ATTRIBUTE_TEMPORARY | FILE_FLAG_DELETE_ON_CLOSE, NULL);
    HANDLE nothing = CreateFileW(L"NUL", GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE, &inherited, OPEN_EXISTING, 0, NULL);
    STARTUPINFOW start = {.cb = sizeof start, .dwFlags = STARTF_USESTDHANDLES};
    start.hStdInput = nothing;
    start.hStdOutput = start.hStdError = said;
    PROCESS_INFORMATION process;
    if (!CreateProcessW(beside, line, NULL, NULL, TRUE, CREATE_NO_WINDOW, NULL, NULL, &start, &process))
        return told(L"ansokan.exe saknas eller får inte köras. Packa upp hela zip-filen, eller fråga IT.");
    DWORD code = 0;
    WaitForSingleObject(process.hProcess, INFINITE);
    GetExitCodeProcess(process.hProcess, &code);
    return code ? shown(said) : 0;
}

/* For Wine 8 alone, never part of what is given out: Rust's library, and so pydantic, asks this DLL of every
   Windows from 10 on for random bytes. SystemFunction036 is RtlGenRandom, which Wine has. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length) {
    return SystemFunction036(buffer, (ULONG)length);
}

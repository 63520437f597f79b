#pragma once
#include <stddef.h>
#include <stdint.h>

// libFuzzer comes without a header (https://llvm.org/docs/LibFuzzer.html, "Using libFuzzer as a library").
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*test)(const uint8_t *bytes, size_t count));

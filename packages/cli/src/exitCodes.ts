/** Exit codes other programs rely on (DOMAIN.md §5). */
export const EXIT_OK = 0;
/** `doctor` found something that fails, or the program itself broke. */
export const EXIT_FAILED = 1;
/** An address is in use by two running guests. */
export const EXIT_DUPLICATE_ADDRESS = 2;
/** A source failed and `--strict` was given; wins over a duplicate address. */
export const EXIT_SOURCE_FAILED = 3;
/** Bad usage or configuration; nothing was written. */
export const EXIT_USAGE = 64;

"""The operating system: files, locks, caches kept between runs, logs of internal errors."""

"""What touches the machine: files, locks, what is kept between runs, reports of bugs."""

"""What differs, brought into the edited document."""

"""What a command does, one page each. Only the tasks know several rooms, and hand on what one gives to the next."""

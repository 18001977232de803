"""What residents read of the plan."""

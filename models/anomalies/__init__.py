"""What is out of the ordinary: changes, excesses, and what cannot be judged yet."""

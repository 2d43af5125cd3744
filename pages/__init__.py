"""The screens: one script per question, and the frame that they share."""

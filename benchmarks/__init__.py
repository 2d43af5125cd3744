"""Speed and accuracy, measured beside other libraries on the same work in one run."""

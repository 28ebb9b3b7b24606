"""The built-in recipes in PyTorch."""

"""Translation engines, and what they share: splitting what is too long and scheduling what is left."""

"""What the embedded model is trained with."""

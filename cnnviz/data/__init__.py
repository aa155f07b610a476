"""Where inputs come from: drawings, pictures, data sets, generated pen digits."""

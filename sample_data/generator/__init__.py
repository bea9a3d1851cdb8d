"""Makes the sample data: nobody in it exists."""

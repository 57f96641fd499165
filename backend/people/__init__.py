"""People: who works here, on which device they ask, and what their roles allow."""

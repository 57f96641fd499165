"""Parts of an order: asked for, drawn, fitted, brought back, written off, claimed (S1-3.6 to S1-3.8)."""

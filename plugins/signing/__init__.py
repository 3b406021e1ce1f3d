"""How does a person say yes? Everything is shown; then their own key signs exactly that."""

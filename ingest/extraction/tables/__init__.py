"""Tables that kept their cells, and those whose cells run together: budgets, annual plans, figures."""

"""What words mean by themselves: numbers, dates, bodies, names of plans, and the pipeline that finds them."""

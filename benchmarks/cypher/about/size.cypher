MATCH (x:Agency|Plan|Programme|Indicator|Document|Alias|Measurement|BudgetItem|Outcome|Evidence|Passage|Finding)
RETURN count(x)

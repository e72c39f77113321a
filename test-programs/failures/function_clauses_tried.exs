# The clauses of a function in a file that is there are shown, with what matched and what did not.
Access.fetch(:foo, :bar)

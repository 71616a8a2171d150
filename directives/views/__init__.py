"""Pages of directives: the register, one directive, what receivers make of it, what its register's people write."""

"""Pages of turn: home, work, notices, approval, review, calls, history."""

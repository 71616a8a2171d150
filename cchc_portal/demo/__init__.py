"""The demo world: invented people in real offices of 2023 and in an invented province of 2026."""

"""Columns of the lists of directives as workbooks: what the page shows, no more and no less."""

REGISTER = (
    ("Số, ký hiệu", 22),
    ("Loại văn bản", 16),
    ("Cơ quan ban hành", 30),
    ("Ngày văn bản", 14),
    ("Ngày đến", 14),
    ("Số đến", 10),
    ("Trích yếu", 60),
    ("Số việc", 10),
    ("Chưa xử lý", 10),
    ("Hạn gần nhất", 14),
    ("Tình trạng", 22),
    ("Mã", 12),
)
RECEIVERS = (
    ("Nơi nhận", 36),
    ("Tình trạng", 18),
    ("Tiếp nhận lúc", 18),
    ("Người tiếp nhận", 26),
    ("Đã quán triệt", 44),
    ("Vào kế hoạch", 12),
    ("Giao việc", 12),
    ("Không thuộc phạm vi", 12),
    ("Chưa xử lý", 12),
    ("Hoàn thành", 12),
)

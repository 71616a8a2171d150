"""How the year 2026 went in the communes of the invented province: what was done, with which paper, late for what.

One row per task, found by its first words in the plan in force; a commune that is not named has no work under way.
"""

from dataclasses import dataclass
from datetime import date

Day = tuple[int, int]


@dataclass(frozen=True)
class Note:
    """An update: day and month, words, the period of a recurring task, whether something stands in the way."""

    on: Day
    text: str
    period: str = ""
    obstacle: bool = False


@dataclass(frozen=True)
class Went:
    """How one task went: what was noted, how and when it was reported done, what proves it.

    product: type, number and day of the document. confirmed: when the focal point did; None: it waits.
    who: the account that reports, "" for the focal point. proof: names of files; a name that another task of the
    commune brought already is taken from the store.
    """

    starts: str
    notes: tuple[Note, ...] = ()
    done: Day | None = None
    text: str = ""
    product: tuple[str, str, Day] | None = None
    delay: str = ""
    confirmed: Day | None = None
    who: str = ""
    proof: tuple[str, ...] = ()


def on(day: Day) -> date:
    """A day of the year."""
    return date(2026, day[1], day[0])


# fmt: off
_TAN_LAP = (
    Went("Phân công một công chức", done=(13, 3), text="Đã phân công và gửi Sở Nội vụ.",
         product=("Quyết định", "85/QĐ-UBND", (12, 3)), confirmed=(13, 3)),
    Went("Tự kiểm tra công tác CCHC", notes=(
            Note((18, 5), "Đã kiểm tra Văn phòng và Phòng Kinh tế; còn Trung tâm Phục vụ hành chính công."),),
         done=(24, 6), text="Kiểm tra xong 4 phòng, trung tâm; 3 việc phải khắc phục trong tháng 7.",
         product=("Báo cáo", "61/BC-UBND", (23, 6)), confirmed=(25, 6), proof=("Biên bản tự kiểm tra.png",)),
    Went("Đăng tin, bài", notes=(
            Note((25, 3), "Đã đăng 4 tin, bài.", "Q1"),
            Note((24, 6), "Đã đăng 6 tin, bài, 2 bài về dịch vụ công trực tuyến.", "Q2"),
            Note((23, 9), "Đã đăng 5 tin, bài.", "Q3"))),
    Went("Rà soát văn bản còn hiệu lực", done=(19, 6), text="Rà soát 214 văn bản; đề nghị bãi bỏ 17 văn bản.",
         product=("Báo cáo", "58/BC-UBND", (18, 6)), confirmed=(22, 6)),
    Went("Rà soát, công khai TTHC", done=(27, 3), text="Niêm yết tại trụ sở và đăng trên trang thông tin điện tử.",
         product=("Thông báo", "22/TB-UBND", (26, 3)), confirmed=(30, 3), who="maianh",
         proof=("Ảnh bảng niêm yết TTHC.png",)),
    Went("Niêm yết, công khai", done=(30, 3), text="Đã niêm yết đủ 396 thủ tục, có mã QR.",
         product=("Thông báo", "23/TB-UBND", (30, 3)), confirmed=(31, 3), who="maianh",
         proof=("Ảnh bảng niêm yết TTHC.png",)),
    Went("Khảo sát sự hài lòng", notes=(Note((20, 5), "Đã phát 300 phiếu, thu về 187 phiếu."),),
         done=(26, 6), text="Thu 291 phiếu; tỷ lệ hài lòng 96,2%.",
         product=("Báo cáo", "64/BC-UBND", (26, 6)), confirmed=(29, 6), who="maianh", proof=("Mẫu phiếu khảo sát.png",)),
    Went("Giải quyết TTHC", notes=(
            Note((30, 6), "6 tháng: 2.143 hồ sơ, đúng hạn 99,4%; 12 hồ sơ trễ đều có văn bản xin lỗi."),
            Note((30, 9), "9 tháng: 3.307 hồ sơ, đúng hạn 99,5%.")), who="maianh"),
    Went("Sửa quy chế làm việc", done=(27, 3), text="Đã ban hành quy chế mới theo phân cấp.",
         product=("Quyết định", "91/QĐ-UBND", (27, 3)), confirmed=(30, 3)),
    Went("Cử cán bộ, công chức", notes=(Note((15, 7), "Đã cử 9 người học 3 lớp; còn lớp chuyển đổi số tháng 10."),),
         done=(6, 11), text="14 người hoàn thành 4 lớp.", product=("Báo cáo", "118/BC-UBND", (5, 11)),
         delay="Lớp chuyển đổi số cuối cùng khai giảng chậm một tuần.", confirmed=(9, 11)),
    Went("Công khai dự toán", done=(24, 3), text="Đã công khai tại trụ sở và 11 nhà văn hóa thôn.",
         product=("Thông báo", "19/TB-UBND", (20, 3)), confirmed=(25, 3), who="binh"),
    Went("Duy trì Tổ công nghệ số", notes=(
            Note((27, 3), "11/11 thôn có tổ; hướng dẫn 210 lượt người.", "Q1"),
            Note((26, 6), "Hướng dẫn 342 lượt người nộp hồ sơ trực tuyến.", "Q2"),
            Note((28, 9), "Hướng dẫn 405 lượt người.", "Q3")), who="maianh"),
    Went("Số hóa kết quả", notes=(Note((10, 11), "Đã số hóa 4.120 trên 5.300 kết quả còn hiệu lực."),), who="maianh"),
)
_DONG_TAM = (
    Went("Tự kiểm tra công tác CCHC", done=(29, 6), text="Đã tự kiểm tra; nhiều hồ sơ chưa ký số.",
         product=("Báo cáo", "47/BC-UBND", (29, 6)), confirmed=(30, 6)),
    Went("Đăng tin, bài", notes=(
            Note((27, 3), "Đã đăng 2 tin.", "Q1"), Note((30, 6), "Đã đăng 3 tin.", "Q2"))),
    Went("Rà soát văn bản còn hiệu lực", notes=(
            Note((20, 6), "Kho lưu trữ của hai xã cũ chưa bàn giao xong nên chưa đủ văn bản.", obstacle=True),),
         done=(17, 7), text="Rà soát 168 văn bản.", product=("Báo cáo", "55/BC-UBND", (17, 7)),
         delay="Nhận bàn giao tài liệu của hai xã cũ chậm.", confirmed=(20, 7)),
    Went("Niêm yết, công khai", done=(31, 3), text="Đã niêm yết tại Trung tâm.",
         product=("Thông báo", "14/TB-UBND", (31, 3)), confirmed=(1, 4), proof=("Ảnh niêm yết tại Trung tâm.png",)),
    Went("Khảo sát sự hài lòng", notes=(
            Note((22, 9), "Mới thu 96 phiếu; thiếu người đi thôn vì mưa lũ.", obstacle=True),)),
    Went("Giải quyết TTHC", notes=(Note((30, 6), "6 tháng: 1.506 hồ sơ, đúng hạn 98,1%."),)),
    Went("Sửa quy chế làm việc", done=(14, 4), text="Đã ban hành.", product=("Quyết định", "72/QĐ-UBND", (14, 4)),
         delay="Kế hoạch của xã ban hành đầu tháng 3, quy chế phải lấy ý kiến hai lần.", confirmed=(15, 4)),
    Went("Cử cán bộ, công chức", notes=(Note((12, 10), "Đã cử 6 người; 2 lớp hoãn sang tháng 12."),)),
    Went("Công khai dự toán", done=(30, 3), text="Đã công khai.", product=("Thông báo", "12/TB-UBND", (30, 3)),
         confirmed=(31, 3)),
    Went("Duy trì Tổ công nghệ số", notes=(Note((30, 6), "8/9 thôn có tổ hoạt động.", "Q2"),)),
)
_CAO_XA = (
    Went("Phân công một công chức", done=(16, 3), text="Đã phân công.",
         product=("Quyết định", "96/QĐ-UBND", (16, 3)), confirmed=(16, 3)),
    Went("Tự kiểm tra công tác CCHC", done=(12, 6), text="Kiểm tra 4 đơn vị, không có hồ sơ tồn.",
         product=("Báo cáo", "70/BC-UBND", (12, 6)), confirmed=(15, 6), proof=("Kết luận tự kiểm tra.png",)),
    Went("Đăng tin, bài", notes=(
            Note((30, 3), "Đã đăng 9 tin, bài và 1 video.", "Q1"), Note((26, 6), "Đã đăng 11 tin, bài.", "Q2"),
            Note((25, 9), "Đã đăng 10 tin, bài.", "Q3"))),
    Went("Rà soát văn bản còn hiệu lực", done=(26, 6), text="Rà soát 305 văn bản, bãi bỏ 22 văn bản.",
         product=("Báo cáo", "75/BC-UBND", (26, 6)), confirmed=(29, 6)),
    Went("Niêm yết, công khai", done=(25, 3), text="Niêm yết bằng màn hình tra cứu tại Trung tâm.",
         product=("Thông báo", "31/TB-UBND", (25, 3)), confirmed=(26, 3), proof=("Ảnh màn hình tra cứu.png",)),
    Went("Khảo sát sự hài lòng", done=(23, 6), text="Khảo sát trực tuyến 512 người; hài lòng 97,8%.",
         product=("Báo cáo", "73/BC-UBND", (23, 6)), confirmed=(24, 6), proof=("Kết quả khảo sát.png",)),
    Went("Giải quyết TTHC", notes=(
            Note((30, 6), "6 tháng: 4.872 hồ sơ, trực tuyến 81%, đúng hạn 99,8%."),
            Note((30, 9), "9 tháng: 7.410 hồ sơ, đúng hạn 99,8%."))),
    Went("Sửa quy chế làm việc", done=(27, 3), text="Đã ban hành.", product=("Quyết định", "104/QĐ-UBND", (26, 3)),
         confirmed=(30, 3)),
    Went("Cử cán bộ, công chức", done=(30, 10), text="21 người hoàn thành 6 lớp.",
         product=("Báo cáo", "140/BC-UBND", (30, 10)), confirmed=(2, 11)),
    Went("Công khai dự toán", done=(20, 3), text="Đã công khai.", product=("Thông báo", "29/TB-UBND", (20, 3)),
         confirmed=(23, 3)),
    Went("Duy trì Tổ công nghệ số", notes=(
            Note((30, 6), "14/14 tổ dân phố có tổ.", "Q2"), Note((25, 9), "Hướng dẫn 890 lượt người.", "Q3"))),
    Went("Số hóa kết quả", done=(18, 11), text="Đã số hóa 100% kết quả còn hiệu lực.",
         product=("Báo cáo", "149/BC-UBND", (18, 11))),
)
# fmt: on
YEAR: dict[str, tuple[Went, ...]] = {"tan-lap": _TAN_LAP, "dong-tam": _DONG_TAM, "cao-xa": _CAO_XA}

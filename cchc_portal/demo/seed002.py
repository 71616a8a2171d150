"""The chỉ thị of a phường of a thị xã, 2023, whose source names no place: its items in our words, its names invented.

Assignments and duties are those of the published paper. The source has no header: number and day complete the demo.
"""

from datetime import date

from cchc_portal.demo.content import Assigned, Cited, DirectiveContent, GivenItem, Known, Line

# fmt: off
DOCUMENTS = (
    Known("nq76", "Nghị quyết", "76/NQ-CP", date(2021, 7, 15), "Chính phủ",
          "ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030"),
    Known("ct23", "Chỉ thị", "23/CT-TTg", date(2021, 9, 2), "Thủ tướng Chính phủ",
          "đẩy mạnh thực hiện Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030"),
    Known("nd107", "Nghị định", "107/2021/NĐ-CP", date(2021, 12, 6), "Chính phủ",
          "sửa đổi, bổ sung một số điều của Nghị định số 61/2018/NĐ-CP"),
)
CITED = (
    Cited("nq76"),
    Cited("ct23"),
    Cited("nd107", role="refers", place="mục 2.b"),
)

LINES = (
    Line("Phòng Nội vụ", unit="ky-hoa-pnv", purpose="report"),
    Line("Thường trực Đảng ủy", purpose="report"),
    Line("Thường trực HĐND phường", purpose="report"),
    Line("Cán bộ, công chức chuyên môn", block="addressed", group="own-posts", purpose="carry_out"),
)

_STANDING, _YEARLY = "thường xuyên", "hằng năm"


def _officials(timing: str = "") -> tuple[Assigned, ...]:
    """Every official of the phường."""
    return (Assigned("Cán bộ, công chức phường", group="own-posts", timing=timing),)


_HEAD = (Assigned("Người đứng đầu đơn vị", holder="tan-khe"),)

_OPENING = GivenItem("", "", heading="Kết quả, hạn chế", kind="heading", children=(
    GivenItem("", "CCHC của phường đi vào nề nếp; thể chế, thủ tục hành chính, chính quyền điện tử, chính quyền số "
                  "chuyển biến theo hướng phục vụ người dân, doanh nghiệp.", kind="statement"),
    GivenItem("", "Chỉ đạo ở một số lĩnh vực chưa quyết liệt; tuyên truyền chưa thường xuyên, chưa có hội nghị chuyên "
                  "đề về CCHC; chưa có sáng kiến; có lĩnh vực chưa kịp cập nhật, niêm yết TTHC; tỷ lệ TTHC liên thông, "
                  "số hóa hồ sơ, thanh toán trực tuyến thấp; chưa khai thác, dùng lại dữ liệu số hóa; năng lực một số "
                  "công chức còn hạn chế.",
              kind="statement"),
))

_BLOCK_1 = GivenItem("1", "", heading="Nâng cao chất lượng quản lý, điều hành", kind="heading", assigned=_officials(),
                     children=(
    GivenItem("a", "Xây dựng chương trình, kế hoạch, văn bản triển khai CCHC của từng lĩnh vực; thực hiện kế hoạch, đề "
                   "án của UBND phường và Kế hoạch thực hiện Chương trình tổng thể CCHC giai đoạn 2021 - 2025.",
              targets=("Hằng năm hoàn thành 100% các chỉ tiêu theo đúng tiến độ",), assigned=_officials(_YEARLY)),
    GivenItem("b", "Người đứng đầu nêu gương, chịu trách nhiệm trực tiếp về CCHC trong phạm vi quản lý; theo dõi, đôn "
                   "đốc, kiểm tra, đánh giá; chịu trách nhiệm trước Chủ tịch UBND thị xã về kết quả, chỉ số CCHC, gắn "
                   "với xếp loại hằng năm.", assigned=_HEAD),
    GivenItem("c", "Cải cách chế độ công vụ, siết kỷ luật, kỷ cương; động viên người hoàn thành tốt, xử lý nghiêm vi "
                   "phạm, nhũng nhiễu; bồi dưỡng, tập huấn nghiệp vụ CCHC.", "CV"),
    GivenItem("d", "Thường xuyên tự kiểm tra, đánh giá CCHC của đơn vị; dùng kết quả CCHC hằng năm để đánh giá người "
                   "đứng đầu và bình xét thi đua, khen thưởng.", assigned=_officials(_STANDING)),
    GivenItem("đ", "Đề xuất sáng kiến, giải pháp mới; nghiên cứu, áp dụng, nhân rộng mô hình CCHC phù hợp với đơn vị."),
))

_BLOCK_2 = GivenItem("2", "", "TTHC", heading="Nâng cao chất lượng CCHC phục vụ người dân và doanh nghiệp",
                                              kind="heading",
                     assigned=_officials(), children=(
    GivenItem("a", "Thường xuyên tuyên truyền CCHC đến cán bộ, công chức, người dân, doanh nghiệp; xử lý nghiêm nhũng "
                   "nhiễu, chậm trễ; tăng cường đối thoại để lắng nghe góp ý.", "CD", assigned=_officials(_STANDING)),
    GivenItem("b", "Thường xuyên rà soát, đơn giản hóa, kiểm soát TTHC; đẩy nhanh số hóa hồ sơ, giấy tờ, kết quả giải "
                   "quyết theo Nghị định số 107/2021/NĐ-CP; nâng tinh thần, trách nhiệm phục vụ tại Bộ phận Một cửa.",
                   "TTHC",
              assigned=_officials(_STANDING)),
    GivenItem("c", "Rà soát, cập nhật Danh mục TTHC thuộc thẩm quyền; giải quyết hồ sơ đúng thủ tục, đúng quy trình "
                   "nội bộ do Chủ tịch UBND tỉnh phê duyệt.", "TTHC"),
    GivenItem("d", "Phối hợp, tham mưu với UBND thị xã trong giải quyết hồ sơ; người chậm trễ chịu trách nhiệm trước "
                   "Chủ tịch UBND phường; người chủ trì TTHC liên thông, việc nhiều lĩnh vực thường xuyên rà soát, đôn "
                   "đốc, báo cáo kết quả phối hợp; báo cáo định kỳ hằng quý, 6 tháng, hằng năm hoặc đột xuất về CCHC.",
                   "TTHC", assigned=(
                  Assigned("Công chức được giao chủ trì giải quyết TTHC liên thông",
                           holder="tan-khe-mc", timing=_STANDING),
                  Assigned("Cán bộ, công chức phường", group="own-posts", part="coordinate", timing="hằng quý"))),
    GivenItem("đ", "Ứng dụng công nghệ thông tin, chuyển đổi số, tiến bộ khoa học công nghệ để xây dựng chính quyền "
                   "điện tử, chính quyền số.", "CQS"),
))

_BLOCK_3 = GivenItem("3", "", heading="Khắc phục hạn chế sau khi công bố Chỉ số CCHC; đăng ký công việc đột phá",
                                      kind="heading",
                     assigned=_officials(), children=(
    GivenItem("", "Sau khi Chỉ số CCHC hằng năm được công bố, khẩn trương kiểm điểm, xác định nguyên nhân, làm rõ "
                  "trách nhiệm từng cá nhân về nội dung bị trừ điểm ở từng lĩnh vực và có giải pháp khắc phục sớm "
                  "nhất.",
              assigned=_officials("khi công bố Chỉ số CCHC hằng năm")),
    GivenItem("", "Đăng ký công việc đột phá, sáng tạo và giải pháp nâng Chỉ số CCHC của lĩnh vực phụ trách, gửi UBND "
                  "phường để báo cáo UBND thị xã.", assigned=(
                  Assigned("Cán bộ, công chức phường", group="own-posts",
                           timing="khi kết thúc hội nghị công bố Chỉ số CCHC", channel="Văn phòng UBND phường"),)),
))

DIRECTIVE = DirectiveContent(
    type_name="Chỉ thị",
    number="04/CT-UBND",
    issued_on=date(2023, 7, 10),
    issuer="Chủ tịch UBND phường Tân Khê",
    subject="tiếp tục tăng cường, nâng cao hiệu quả công tác cải cách hành chính trên địa bàn phường",
    place_name="Tân Khê",
    signer_name="Mai Thế Vinh",
    signer_title="Chủ tịch",
    signer_capacity="OWN",
    archive_text="VP",
    documents=DOCUMENTS,
    cited=CITED,
    lines=LINES,
    items=(
        _OPENING,
        _BLOCK_1,
        _BLOCK_2,
        _BLOCK_3,
        GivenItem("4", "Tăng cường CCHC; duy trì, thực hiện nghiêm việc tự đánh giá, xác định chỉ số CCHC hằng năm của "
                       "lĩnh vực phụ trách.", assigned=_officials(_YEARLY), children=(
            GivenItem("", "Nghiêm túc tổ chức thực hiện Chỉ thị.", assigned=_officials()),
            GivenItem("", "Đôn đốc, tổng hợp tình hình thực hiện và báo cáo Chủ tịch UBND phường.", assigned=(
                Assigned("Văn phòng HĐND - UBND phường", holder="tan-khe-vp"),)),
        )),
    ),
)

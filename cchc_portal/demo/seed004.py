"""The công văn of UBND tỉnh Bắc Kạn of 25/11/2021: head, citations, recipients and every item, in our words.

Facts, figures, numbers, deadlines, titles and assignments are those of the published paper; persons and communes are
invented. The paper lettered its points a, b, c, d, e, g and announced an annex that is not in its text; both are kept.
"""

from datetime import date

from cchc_portal.demo.content import Assigned, Cited, DirectiveContent, GivenItem, Known, Line

# fmt: off
DOCUMENTS = (
    Known("nq76", "Nghị quyết", "76/NQ-CP", date(2021, 7, 15), "Chính phủ",
          "ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030"),
    Known("qd1814", "Quyết định", "1814/QĐ-UBND", date(2021, 9, 30), "UBND tỉnh Bắc Kạn",
          "phê duyệt Chương trình hành động thực hiện Nghị quyết số 76/NQ-CP và Nghị quyết số 08-NQ/TU, giai đoạn "
          "2021 - 2025"),
    Known("nq08", "Nghị quyết", "08-NQ/TU", date(2021, 4, 22), "Ban Chấp hành Đảng bộ tỉnh Bắc Kạn",
          "cải cách hành chính, nâng cao năng lực cạnh tranh cấp tỉnh giai đoạn 2021 - 2025"),
    Known("ct23", "Chỉ thị", "23/CT-TTg", date(2021, 9, 2), "Thủ tướng Chính phủ",
          "đẩy mạnh thực hiện Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030"),
)

CITED = (
    Cited("nq76", short_name="Chương trình tổng thể"),
    Cited("qd1814", short_name="Chương trình hành động"),
    Cited("nq08", role="refers"),
    Cited("ct23", role="refers", place="mục 5"),
)

LINES = (
    Line("Các sở, ban, ngành thuộc UBND tỉnh", block="addressed", group="departments", purpose="carry_out"),
    Line("UBND các huyện, thành phố", block="addressed", group="districts", purpose="carry_out"),
    Line("UBND các xã, phường, thị trấn", block="addressed", group="communes", purpose="carry_out"),
    Line("Vụ CCHC - Bộ Nội vụ", purpose="report"),
    Line("TT. Tỉnh ủy", purpose="report"),
    Line("TT. HĐND tỉnh", purpose="report"),
    Line("CT, PCT UBND tỉnh"),
    Line("LĐVP"),
    Line("Các sở, ban, ngành của tỉnh", group="departments", purpose="carry_out"),
    Line("UBND các huyện, thành phố", group="districts", purpose="carry_out"),
    Line("UBND các xã, phường, thị trấn", group="communes", purpose="carry_out"),
)

_DEPARTMENTS, _DISTRICTS = "Các sở, ban, ngành", "UBND các huyện, thành phố"
_COMMUNES = "UBND các xã, phường, thị trấn"
_MONTHLY = "họp giao ban định kỳ hằng tháng"


def _all(timing: str = "", channel: str = "") -> tuple[Assigned, ...]:
    """Every addressee of the paper."""
    return (
        Assigned(_DEPARTMENTS, group="departments", timing=timing, channel=channel),
        Assigned(_DISTRICTS, group="districts", timing=timing, channel=channel),
        Assigned(_COMMUNES, group="communes", timing=timing, channel=channel),
    )


def _from_department(code: str, name: str) -> tuple[Assigned, ...]:
    """A sở as lead, with units and localities."""
    return (
        Assigned(name, holder=f"bac-kan-{code}", timing="hằng năm"),
        Assigned("Các đơn vị, địa phương", part="coordinate"),
    )


_BLOCK_1 = GivenItem("1", "", heading="Ban hành kế hoạch thực hiện Chương trình tổng thể, Chương trình hành động",
                     kind="heading", assigned=_all(), children=(
    GivenItem("a", "Xây dựng, ban hành kế hoạch CCHC, nâng cao năng lực cạnh tranh cấp tỉnh giai đoạn 05 năm (2021 - "
                   "2025), bám sát Chương trình hành động; mục tiêu cụ thể, thiết thực, khả thi, định lượng cao; nhiệm "
                   "vụ có kết quả, sản phẩm đầu ra, thời gian theo lộ trình từng năm và trách nhiệm của từng bộ phận.",
              targets=("Kế hoạch có đầy đủ 06 nội dung CCHC và các nội dung nâng cao năng lực cạnh tranh cấp tỉnh",),
              assigned=_all("giai đoạn 2021 - 2025")),
    GivenItem("b", "Hằng năm xây dựng kế hoạch từ kế hoạch giai đoạn, theo mẫu Khung kế hoạch tại Phụ lục kèm theo; "
                   "gửi cơ quan cấp trên theo dõi.", assigned=(
                  Assigned(_DEPARTMENTS, group="departments", timing="chậm nhất ngày 30/01", due_on=date(2022, 1, 30),
                           channel="UBND tỉnh, qua Sở Nội vụ; Sở Kế hoạch và Đầu tư"),
                  Assigned(_DISTRICTS, group="districts", timing="chậm nhất ngày 30/01", due_on=date(2022, 1, 30),
                           channel="UBND tỉnh, qua Sở Nội vụ; Sở Kế hoạch và Đầu tư"),
                  Assigned("UBND cấp xã", group="communes", timing="chậm nhất ngày 28/02", due_on=date(2022, 2, 28),
                           channel="UBND các huyện, thành phố, qua phòng Nội vụ; phòng Tài chính - Kế hoạch"))),
    GivenItem("c", "Sở được giao chủ trì theo lĩnh vực hằng năm xây dựng nội dung kế hoạch năm của tỉnh, gửi cơ quan "
                   "thường trực tổng hợp trình UBND tỉnh; thường xuyên kiểm tra, đôn đốc, hướng dẫn.", assigned=(
                  Assigned("Các sở được giao chủ trì theo lĩnh vực", group="departments", timing="hằng năm",
                           channel="Sở Nội vụ; Sở Kế hoạch và Đầu tư"),)),
    GivenItem("d", "Cụ thể hóa nhiệm vụ, giải pháp về CCHC của Chương trình hành động trong kế hoạch CCHC hằng năm của "
                   "tỉnh.",
              assigned=_from_department("snv", "Sở Nội vụ")),
    GivenItem("e", "Cụ thể hóa nhiệm vụ, giải pháp về năng lực cạnh tranh cấp tỉnh trong kế hoạch nâng cao năng lực "
                   "cạnh tranh hằng năm của tỉnh.", assigned=_from_department("skhdt", "Sở Kế hoạch và Đầu tư")),
    GivenItem("g", "Báo cáo UBND tỉnh tình hình thực hiện Chương trình hành động, hằng quý, 6 tháng, hằng năm hoặc đột "
                   "xuất.",
              assigned=_all("hằng quý", "theo hướng dẫn của Sở Nội vụ; Sở Kế hoạch và Đầu tư")),
))

_BLOCK_2 = GivenItem("2", "", heading="Chỉ đạo thực hiện Chương trình tổng thể, Chương trình hành động", kind="heading",
                     assigned=_all(), children=(
    GivenItem("a", "Ban hành văn bản chỉ đạo kịp thời; đưa chuyên đề CCHC, năng lực cạnh tranh vào họp giao ban hằng "
                   "tháng; siết kỷ luật, kỷ cương; tăng cường đôn đốc, theo dõi, đánh giá.",
                   assigned=_all("hằng tháng", _MONTHLY)),
    GivenItem("b", "Nghiên cứu, thí điểm sáng kiến, mô hình cải cách mới, giải pháp đột phá; nhân rộng cách làm hiệu "
                   "quả cao."),
))

_BLOCK_3 = GivenItem("3", "Tuyên truyền, quán triệt sâu rộng đến cán bộ, công chức, viên chức, người dân, doanh "
                          "nghiệp; đổi mới nội dung, hình thức phù hợp với từng nhóm đối tượng.",
                     heading="Tuyên truyền, phổ biến, quán triệt", assigned=_all("thường xuyên"), children=(
    GivenItem("a", "Mục tiêu, nhiệm vụ của Chương trình tổng thể 05 năm và 10 năm, chú trọng 03 nhiệm vụ trọng tâm 10 "
                   "năm của Chính phủ: cải cách TTHC và thi hành pháp luật; đội ngũ cán bộ, công chức, viên chức và "
                   "chính sách tiền lương; Chính phủ điện tử, Chính phủ số."),
    GivenItem("b", "Mục tiêu, nhiệm vụ của Chương trình hành động 05 năm của tỉnh, chú trọng 03 nhiệm vụ trọng tâm: "
                   "cải cách TTHC; nâng chất lượng cán bộ, công chức, viên chức; xây dựng chính quyền điện tử."),
))

_BLOCK_4 = GivenItem("4", "", heading="Bố trí nguồn lực", kind="heading", assigned=_all(), children=(
    GivenItem("a", "Bố trí người đủ năng lực, trách nhiệm phụ trách CCHC, năng lực cạnh tranh; hằng năm cho dự bồi "
                   "dưỡng, tập huấn kỹ năng, nghiệp vụ.", "CV", assigned=_all("hằng năm")),
    GivenItem("b", "Bố trí kinh phí theo khả năng cân đối ngân sách; khuyến khích huy động nguồn hợp pháp ngoài ngân "
                   "sách.",
              "TCC"),
))

_TASKS_5D = (
    GivenItem("-", "Nâng chất lượng xây dựng văn bản quy phạm pháp luật và thi hành pháp luật; giảm chi phí giao dịch "
                   "phi chính thức của doanh nghiệp; phòng, chống tham nhũng; phân cấp, phân quyền rõ giữa các cấp.",
                   "TC"),
    GivenItem("-", "Cải cách TTHC quyết liệt, thực chất: rà soát, đề nghị cắt giảm, đơn giản hóa điều kiện kinh doanh "
                   "và TTHC rườm rà, trước hết là TTHC cản trở sản xuất, kinh doanh.", "TTHC"),
    GivenItem("", "Khẩn trương hoàn thành rà soát, thống kê, đề xuất cắt giảm quy định, chi phí tuân thủ liên quan đến "
                  "kinh doanh; chuẩn hóa quy trình, tích hợp mẫu đơn, tờ khai; đề xuất phân cấp giải quyết TTHC về cấp "
                  "sát cơ sở nhất.",
              "TTHC"),
    GivenItem("-", "Tổ chức tốt tiếp nhận, giải quyết TTHC; xin lỗi khi trễ hẹn; chấn chỉnh tác phong, thái độ của "
                   "công chức Bộ phận Một cửa các cấp.", "TTHC", targets=("Giảm tỷ lệ trễ hẹn trong giải quyết hồ sơ",),
              assigned=_all("thường xuyên")),
    GivenItem("-", "Tiếp tục rà soát, sắp xếp tinh gọn tổ chức bộ máy, kiện toàn chức năng, nhiệm vụ cơ quan hành "
                   "chính, đơn vị sự nghiệp công lập.", "TCBM"),
    GivenItem("-", "Xây dựng, điều chỉnh đề án vị trí việc làm; tuyển dụng, bổ nhiệm, đề bạt công khai, minh bạch; "
                   "thanh tra, kiểm tra, xử lý nghiêm sai phạm.",
                   "CV", assigned=_all("khi có văn bản hướng dẫn của trung ương")),
    GivenItem("-", "Ưu tiên nguồn lực cho chính quyền điện tử, chính quyền số theo lộ trình; hoàn thiện khung pháp lý, "
                   "cơ sở dữ liệu, nền tảng; chuyển điều hành sang điện tử, dựa trên dữ liệu số.", "CQS"),
)

_BLOCK_5 = GivenItem("5", "", heading="Thực hiện Chỉ thị số 23/CT-TTg của Thủ tướng Chính phủ",
                                      kind="heading", assigned=_all(),
                     children=(
    GivenItem("a", "Quán triệt chủ trương đẩy mạnh CCHC, lấy sự hài lòng của người dân làm thước đo; việc mới, chưa có "
                   "quy định thì mạnh dạn thí điểm, mở rộng dần; tăng cường lãnh đạo của cấp ủy, thông tin, tuyên "
                   "truyền."),
    GivenItem("b", "Kiểm tra, đánh giá nghiêm túc, khách quan; rõ trách nhiệm từng cá nhân, tổ chức trong từng nhiệm "
                   "vụ; đổi mới theo dõi, đánh giá Chỉ số CCHC của sở, ngành, huyện, xã; đo lường sự hài lòng về cơ "
                   "quan hành chính, giáo dục, y tế công lập."),
    GivenItem("c", "Nâng vai trò, năng lực của cơ quan thường trực CCHC cấp tỉnh, cấp huyện và cơ quan chủ trì nội "
                   "dung; phân công, phối hợp rõ thẩm quyền, trách nhiệm.", assigned=(
                  Assigned("Cơ quan thường trực CCHC cấp tỉnh", holder="bac-kan-snv"),
                  Assigned("Cơ quan thường trực CCHC cấp huyện", group="districts"),
                  Assigned("Các cơ quan chủ trì nội dung CCHC", part="coordinate"))),
    GivenItem("d", "Tập trung hoàn thành các nhiệm vụ quan trọng mà Chính phủ, Thủ tướng Chính phủ, UBND tỉnh, Chủ "
                   "tịch UBND tỉnh đã chỉ đạo.", children=_TASKS_5D),
))

DIRECTIVE = DirectiveContent(
    type_name="Công văn",
    number="7946/UBND-NCPC",
    issued_on=date(2021, 11, 25),
    issuer="UBND tỉnh Bắc Kạn",
    subject="triển khai thực hiện Chương trình tổng thể CCHC của Chính phủ và Chương trình hành động của UBND tỉnh",
    place_name="Bắc Kạn",
    signer_name="Hà Đức Thịnh",
    signer_title="Chủ tịch",
    signer_capacity="TM",
    archive_text="VT, Văn, Hương",
    documents=DOCUMENTS,
    cited=CITED,
    lines=LINES,
    items=(
        _BLOCK_1,
        _BLOCK_2,
        _BLOCK_3,
        _BLOCK_4,
        _BLOCK_5,
        GivenItem("", "Chỉ đạo, đôn đốc, kiểm tra các xã, phường, thị trấn trực thuộc thực hiện văn bản này.",
                  assigned=(Assigned(_DISTRICTS, group="districts"),)),
        GivenItem("", "Giúp UBND tỉnh theo dõi, đôn đốc các cơ quan, đơn vị; chủ trì tổ chức kiểm tra việc thực hiện.",
                      assigned=(
            Assigned("Sở Nội vụ", holder="bac-kan-snv"),
            Assigned("Các sở, ngành liên quan", group="departments", part="coordinate"))),
        GivenItem("", "Các sở, ban, ngành, UBND các huyện, thành phố và UBND các xã, phường, thị trấn nghiêm túc triển "
                      "khai thực hiện.", assigned=_all()),
    ),
    stage=(2021, 2025),
)

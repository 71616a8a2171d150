"""The công văn of huyện Sơn Dương of tháng 10/2020: a draft without number and day, with every item, in our words.

Facts, figures, numbers, titles and assignments are those of the published draft; persons are invented.
"""

from datetime import date

from cchc_portal.demo.content import Assigned, Cited, DirectiveContent, GivenItem, Known, Line

# fmt: off
_PROVINCE = "UBND tỉnh Tuyên Quang"
_PLAN_458 = ("thực hiện nội dung đột phá “Sơn Dương chung tay nâng cao hiệu quả cải cách hành chính, trọng tâm là cải "
             "cách thủ tục hành chính” năm 2020 và giai đoạn 2021 - 2025")
DOCUMENTS = (
    Known("cv2375", "Công văn", "2375/UBND-NC", date(2020, 7, 31), _PROVINCE,
          "đẩy mạnh cải cách hành chính, cải thiện và nâng cao chỉ số cải cách hành chính của tỉnh Tuyên Quang"),
    Known("cv2963", "Công văn", "2963/UBND-KSTT", date(2020, 9, 22), _PROVINCE,
          "tiếp tục chấn chỉnh việc công khai và giải quyết hồ sơ thủ tục hành chính trên Cổng dịch vụ công của tỉnh"),
    Known("kh458", "Kế hoạch", "458/KH-UBND", date(2020, 9, 22), "UBND huyện Sơn Dương", _PLAN_458),
    Known("ct26", "Chỉ thị", "26/CT-TTg", date(2016, 9, 5), "Thủ tướng Chính phủ",
          "tăng cường kỷ luật, kỷ cương trong các cơ quan hành chính nhà nước các cấp"),
    Known("ct27", "Chỉ thị", "27/CT-TTg", date(2016, 9, 8), "Thủ tướng Chính phủ",
          "đẩy mạnh học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh"),
    Known("ct10", "Chỉ thị", "10/CT-TTg", date(2019, 4, 22), "Thủ tướng Chính phủ",
          "tăng cường xử lý, ngăn chặn nhũng nhiễu, gây phiền hà cho người dân, doanh nghiệp"),
    Known("nd61", "Nghị định", "61/2018/NĐ-CP", date(2018, 4, 23), "Chính phủ",
          "thực hiện cơ chế một cửa, một cửa liên thông trong giải quyết thủ tục hành chính"),
    Known("tt01", "Thông tư", "01/2018/TT-VPCP", date(2018, 11, 23), "Văn phòng Chính phủ",
          "hướng dẫn một số quy định của Nghị định số 61/2018/NĐ-CP"),
    Known("nq18", "Nghị quyết", "18-NQ/TW", None, "Ban Chấp hành Trung ương",
          "tiếp tục đổi mới, sắp xếp tổ chức bộ máy của hệ thống chính trị tinh gọn, hiệu lực, hiệu quả"),
    Known("nq19", "Nghị quyết", "19-NQ/TW", None, "Ban Chấp hành Trung ương",
          "tiếp tục đổi mới tổ chức, quản lý, nâng cao chất lượng và hiệu quả của các đơn vị sự nghiệp công lập"),
    Known("qd661", "Quyết định", "661/QĐ-UBND", date(2020, 6, 8), _PROVINCE,
          "Quy định tổ chức đánh giá việc giải quyết thủ tục hành chính theo cơ chế một cửa, một cửa liên thông"),
    Known("nd45", "Nghị định", "45/2020/NĐ-CP", date(2020, 4, 8), "Chính phủ",
          "thực hiện thủ tục hành chính trên môi trường điện tử"),
)

CITED = (
    Cited("cv2375"),
    Cited("cv2963"),
    Cited("kh458"),
    Cited("kh458", role="refers", place="mục 1"),
    Cited("ct26", role="refers", place="mục 1"),
    Cited("ct27", role="refers", place="mục 1"),
    Cited("ct10", role="refers", place="mục 1"),
    Cited("nd61", role="refers", place="mục 1"),
    Cited("tt01", role="refers", place="mục 1"),
    Cited("nq18", role="refers", place="mục 2"),
    Cited("nq19", role="refers", place="mục 2"),
    Cited("qd661", role="refers", place="mục 3"),
    # The draft prints a blank inside the symbol here and in 7.
    Cited(role="refers", place="mục 3", text="Nghị định số 45/2020/NĐ- CP ngày 08/4/2020 của Chính phủ"),
    Cited("nd45", role="refers", place="mục 7"),
)

LINES = (
    Line("Các cơ quan, đơn vị thuộc huyện", block="addressed", group="district-rooms", purpose="carry_out"),
    Line("Công an huyện", block="addressed", purpose="carry_out"),
    Line("Bảo hiểm xã hội huyện", block="addressed", purpose="carry_out"),
    Line("Chi cục Thuế Sơn Dương", block="addressed", purpose="carry_out"),
    Line("Chi nhánh Văn phòng Đăng ký đất đai huyện Sơn Dương", block="addressed", purpose="carry_out"),
    Line("Ủy ban nhân dân các xã, thị trấn", block="addressed", group="communes-townships", purpose="carry_out"),
    Line("Như trên", purpose="carry_out"),
    Line("Thường trực Huyện ủy, HĐND huyện", purpose="report"),
    Line("Chủ tịch, các Phó Chủ tịch UBND huyện", purpose="direct"),
    Line("Phó Chánh Văn phòng HĐND và UBND huyện"),
)

_ALL = (
    Assigned("Thủ trưởng các cơ quan, đơn vị", group="district-rooms"),
    Assigned("Chủ tịch Ủy ban nhân dân các xã, thị trấn", group="communes-townships"),
)
_MAILED = "Dịch vụ bưu chính công ích"


def _room(text: str, code: str, timing: str = "", channel: str = "", *others: str) -> tuple[Assigned, ...]:
    """A room as lead, with those it works with in words."""
    lead = Assigned(text, holder=f"son-duong-{code}", timing=timing, channel=channel)
    return (lead, *(Assigned(other, part="coordinate") for other in others))


_BLOCK_1 = GivenItem("1", "", heading="Thủ trưởng các cơ quan, đơn vị; Chủ tịch Ủy ban nhân dân các xã, thị trấn",
                     kind="heading", assigned=_ALL, children=(
    GivenItem("-", "Thực hiện nhiệm vụ, chỉ tiêu giao tại Kế hoạch số 458/KH-UBND; đổi mới nhận thức, coi CCHC là khâu "
                   "đột phá của quản lý nhà nước, làm đòn bẩy phát triển kinh tế - xã hội của huyện."),
    GivenItem("-", "Từ kết quả chỉ số CCHC năm 2019 của huyện, rà soát từng lĩnh vực, tiêu chí, tiêu chí thành phần bị "
                   "trừ điểm, điểm thấp; xác định nguyên nhân để khắc phục."),
    GivenItem("-", "Làm đúng tiến độ, chất lượng nhiệm vụ do UBND huyện, Chủ tịch UBND huyện giao.",
              targets=("Tỷ lệ hoàn thành nhiệm vụ được giao đạt 100%",)),
    GivenItem("-", "Thực hiện trách nhiệm của người đứng đầu về cải cách TTHC; tăng cường kỷ luật, kỷ cương, chấn "
                   "chỉnh lề lối, thái độ phục vụ; gắn CCHC với kết quả chuyên môn của từng người; thực hiện Chỉ thị "
                   "số 26/CT-TTg và Chỉ thị số 27/CT-TTg.", "CV"),
    GivenItem("-", "Cắt giảm thời gian giải quyết TTHC; công khai số điện thoại của người đứng đầu; tăng cường giải "
                   "quyết trên môi trường điện tử, dịch vụ công trực tuyến mức độ 3, 4 và qua bưu chính công ích; đổi "
                   "mới cơ chế một cửa, một cửa liên thông; thực hiện Chỉ thị số 10/CT-TTg.", "TTHC",
              targets=("Cắt giảm tối thiểu 30% thời gian giải quyết TTHC ở tất cả các lĩnh vực",),
              assigned=(Assigned("Thủ trưởng các cơ quan, đơn vị", group="district-rooms", channel=_MAILED),
                        Assigned("Chủ tịch Ủy ban nhân dân các xã, thị trấn", group="communes-townships",
                                 channel=_MAILED))),
    GivenItem("-", "Rà soát, cập nhật danh mục TTHC thuộc thẩm quyền đã công bố; đề xuất TTHC từ mức độ 2 lên 3, từ "
                   "mức độ 3 lên 4; hồ sơ trả chậm đính kèm Phiếu xin lỗi và hẹn lại ngày trả kết quả (mẫu số 04 của "
                   "Thông tư số 01/2018/TT-VPCP) và gửi Văn phòng UBND tỉnh theo dõi, tổng hợp.", "TTHC",
              targets=("100% hồ sơ tiếp nhận, giải quyết được cập nhật đầy đủ trên Cổng dịch vụ công của tỉnh",),
              assigned=(Assigned("Thủ trưởng các cơ quan, đơn vị", group="district-rooms",
                                 channel="Cổng dịch vụ công của tỉnh"),
                        Assigned("Chủ tịch Ủy ban nhân dân các xã, thị trấn", group="communes-townships",
                                 channel="Cổng dịch vụ công của tỉnh"))),
    GivenItem("-", "Đề xuất sáng kiến, giải pháp mới về CCHC; sử dụng hiệu quả phần mềm khảo sát sự hài lòng tại Bộ "
                   "phận Một cửa cấp huyện."),
))

_BLOCK_2 = GivenItem("2", "", heading="Cơ quan Tổ chức - Nội vụ", kind="heading",
                     assigned=_room("Cơ quan Tổ chức - Nội vụ", "tcnv"), children=(
    GivenItem("-", "Tham mưu UBND huyện chỉ đạo CCHC; tăng cường kiểm tra, nhất là tiếp nhận, giải quyết TTHC tại các "
                   "cơ quan và UBND các xã, thị trấn; báo cáo, đề xuất xử lý vi phạm văn hóa công sở, sách nhiễu, gây "
                   "phiền hà.",
              assigned=(
                  Assigned("Cơ quan Tổ chức - Nội vụ", holder="son-duong-tcnv"),
                  Assigned("Văn phòng HĐND và UBND huyện", holder="son-duong-vp", part="coordinate"),
                  Assigned("Các cơ quan liên quan", part="coordinate"))),
    GivenItem("-", "Tham mưu đưa kết quả CCHC hằng năm của cơ quan, đơn vị thành một tiêu chí bình xét thi đua, khen "
                   "thưởng; theo dõi, đôn đốc, tổng hợp, báo cáo định kỳ hoặc đột xuất.",
              assigned=_room("Cơ quan Tổ chức - Nội vụ", "tcnv", "định kỳ hằng năm")),
    GivenItem("-", "Tham mưu thực hiện Nghị quyết 18-NQ/TW về tổ chức bộ máy, Nghị quyết số 19-NQ/TW về đơn vị sự "
                   "nghiệp công lập và kế hoạch tinh giản biên chế giai đoạn 2019 - 2021.", "TCBM",
              assigned=_room("Cơ quan Tổ chức - Nội vụ", "tcnv", "giai đoạn 2019 - 2021")),
    GivenItem("-", "Đào tạo, bồi dưỡng cán bộ, công chức, viên chức theo kế hoạch; thực hiện chế độ, chính sách; tăng "
                   "cường chấp hành kỷ luật, kỷ cương.", "CV"),
))

_BLOCK_3 = GivenItem("3", "", "TTHC", heading="Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện", kind="heading",
                     assigned=_room("Văn phòng HĐND và UBND huyện", "vp"), children=(
    GivenItem("-", "Chủ trì tham mưu đẩy mạnh cải cách TTHC trên địa bàn huyện.", "TTHC",
              assigned=_room("Văn phòng HĐND và UBND huyện", "vp", "", "", "Các cơ quan liên quan")),
    GivenItem("-", "Đôn đốc, kiểm tra, theo dõi cải cách TTHC: cơ chế một cửa, một cửa liên thông; hệ thống một cửa "
                   "điện tử của huyện theo Quyết định 661/QĐ-UBND; công khai TTHC bằng hai hình thức, tại trụ sở và "
                   "trên trang thông tin điện tử của huyện.", "TTHC",
              assigned=_room("Văn phòng HĐND và UBND huyện", "vp", "thường xuyên",
                             "Trụ sở làm việc; trang thông tin điện tử của huyện")),
    GivenItem("-", "Cùng UBND các xã, thị trấn rà soát, đề xuất bổ sung máy quét, máy tính, chữ ký số và cơ sở vật "
                   "chất cho Bộ phận Một cửa của huyện và các xã, thị trấn theo Nghị định số 45/2020/NĐ-CP.",
                   "CQS", assigned=(
                  Assigned("Văn phòng HĐND và UBND huyện", holder="son-duong-vp"),
                  Assigned("UBND các xã, thị trấn", group="communes-townships", part="coordinate"))),
    GivenItem("-", "Theo dõi, đôn đốc các cơ quan, đơn vị hoàn thành nhiệm vụ và báo cáo đúng thời gian quy định.",
                   "CD",
              targets=("Hằng năm hoàn thành 100% nhiệm vụ và báo cáo đúng thời gian quy định",),
              assigned=_room("Văn phòng HĐND và UBND huyện", "vp", "hằng năm")),
))

_BLOCK_7 = GivenItem("7", "", "TCC", heading="Phòng Tài chính - Kế hoạch", kind="heading",
                     assigned=_room("Phòng Tài chính - Kế hoạch", "tckh"), children=(
    GivenItem("-", "Tham mưu thực hiện khoán biên chế, kinh phí quản lý hành chính, cơ chế tự chủ; kiểm tra, giám sát, "
                   "đánh giá; bảo đảm kinh phí cho CCHC và cơ chế một cửa, một cửa liên thông của huyện.", "TCC"),
    GivenItem("", "Đề xuất UBND huyện bố trí kinh phí mua sắm trang thiết bị, cơ sở vật chất cho Bộ phận Một cửa của "
                  "huyện và các xã, thị trấn theo Nghị định số 45/2020/NĐ-CP.", "TCC"),
))

DIRECTIVE = DirectiveContent(
    type_name="Công văn",
    number="",
    printed_number="Số:        /UBND-TCNV",
    printed_day="ngày      tháng 10 năm 2020",
    issued_on=None,
    issuer="UBND huyện Sơn Dương",
    subject="đẩy mạnh thực hiện cải cách hành chính; chấn chỉnh việc công khai TTHC; giải quyết hồ sơ TTHC trên Cổng "
            "dịch vụ công của tỉnh",
    place_name="Sơn Dương",
    signer_name="Ma Văn Khánh",
    signer_title="Chủ tịch",
    signer_capacity="TM",
    archive_text="VT, TCNV, Tr 10b",
    documents=DOCUMENTS,
    cited=CITED,
    lines=LINES,
    items=(
        _BLOCK_1,
        _BLOCK_2,
        _BLOCK_3,
        GivenItem("4", "Chủ trì nhiệm vụ cải cách thể chế; nâng chất lượng kiểm tra, rà soát văn bản quy phạm pháp "
                       "luật; lồng ghép tuyên truyền CCHC với phổ biến, giáo dục pháp luật.",
                       "TC", heading="Phòng Tư pháp",
                  assigned=_room("Phòng Tư pháp", "tp", "", "", "Các cơ quan liên quan")),
        GivenItem("5", "Chủ trì các nội dung hiện đại hóa hành chính; hằng năm trình UBND huyện ban hành kế hoạch ứng "
                       "dụng công nghệ thông tin đúng thời gian; theo dõi, đôn đốc hoàn thành kế hoạch.", "CQS",
                  heading="Phòng Văn hóa và Thông tin huyện",
                  assigned=_room("Phòng Văn hóa và Thông tin huyện", "vhtt", "hằng năm", "",
                                 "Các cơ quan, đơn vị có liên quan")),
        GivenItem("6", "Tham mưu áp dụng hệ thống quản lý chất lượng TCVN ISO 9001:2015; tăng cường kiểm tra; hướng "
                       "dẫn mở rộng áp dụng tại UBND cấp xã.", "CQS", heading="Phòng Kinh tế và Hạ tầng", assigned=(
                      Assigned("Phòng Kinh tế và Hạ tầng", holder="son-duong-ktht"),
                      Assigned("UBND các xã, thị trấn", group="communes-townships", part="coordinate"))),
        _BLOCK_7,
        GivenItem("8", "Đăng tải đầy đủ, kịp thời quy định về giải quyết TTHC, bộ TTHC để tổ chức, cá nhân tra cứu.",
                       "TTHC",
                  heading="Trung tâm Văn hóa, Truyền thông và Thể thao huyện",
                  assigned=_room("Trung tâm Văn hóa, Truyền thông và Thể thao huyện", "vhtttt", "thường xuyên",
                                 "Cổng thông tin điện tử của huyện")),
        GivenItem("9", "Phối hợp điều tra xã hội học để xác định Chỉ số CCHC của huyện; tiếp nhận hồ sơ, trả kết quả "
                       "qua bưu chính công ích.", "CD", heading="Bưu điện huyện", assigned=(
                      Assigned("Bưu điện huyện", channel=_MAILED),
                      Assigned("Các cơ quan, đơn vị", group="district-rooms", part="coordinate"))),
        GivenItem("", "Thủ trưởng các cơ quan, đơn vị, Chủ tịch UBND xã, thị trấn nghiêm túc triển khai, thực hiện.",
                  assigned=_ALL),
    ),
)

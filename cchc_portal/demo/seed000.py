"""The chỉ thị of xã Sơn Tây of 05/6/2023: its head, citations, recipients and every item, in our words.

Facts, figures, numbers, titles and assignments are those of the published paper; persons are invented. The paper
prints its number as ``01 /CT-UBND`` and one circular as ``14/20218/TT-BNV``; both are kept where they are typed.
"""

from datetime import date

from cchc_portal.demo.content import Assigned, Cited, DirectiveContent, GivenItem, Known, Line

# fmt: off
_PROVINCE, _DISTRICT = "UBND tỉnh Hà Tĩnh", "UBND huyện Hương Sơn"
DOCUMENTS = (
    Known("nq76", "Nghị quyết", "76/NQ-CP", date(2021, 7, 15), "Chính phủ",
          "ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030"),
    Known("ct23", "Chỉ thị", "23/CT-TTg", date(2021, 9, 2), "Thủ tướng Chính phủ",
          "đẩy mạnh thực hiện Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030"),
    Known("ct05", "Chỉ thị", "05/CT-UBND", date(2023, 5, 17), _PROVINCE,
          "đẩy mạnh thực hiện chương trình tổng thể về cải cách hành chính giai đoạn 2021 - 2025"),
    Known("nq01", "Nghị quyết", "01-NQ/ĐHĐB", date(2020, 8, 6), "Ban Chấp hành Đảng bộ huyện Hương Sơn",
          "thực hiện Nghị quyết Đại hội Đảng bộ huyện"),
    Known("kl29", "Kết luận", "29-KL/TU", date(2021, 7, 22), "Ban Thường vụ Tỉnh ủy Hà Tĩnh",
          "trách nhiệm người đứng đầu, kỷ luật, kỷ cương hành chính"),
    Known("qd52", "Quyết định", "52/2017/QĐ-UBND", date(2017, 11, 22), _PROVINCE,
          "trách nhiệm thực hiện kỷ luật, kỷ cương hành chính của cán bộ, công chức, viên chức, chiến sĩ"),
    Known("qd20", "Quyết định", "20/2019/QĐ-UBND", date(2019, 4, 19), _PROVINCE,
          "Quy chế văn hóa công vụ tại các cơ quan, đơn vị trên địa bàn tỉnh"),
    Known("qd283", "Quyết định", "283/QĐ-UBND", date(2021, 1, 14), _DISTRICT,
          "Bộ Quy tắc ứng xử trong các cơ quan, đơn vị thuộc huyện Hương Sơn"),
    Known("nd45", "Nghị định", "45/2020/NĐ-CP", date(2020, 4, 8), "Chính phủ",
          "thực hiện thủ tục hành chính trên môi trường điện tử"),
    Known("nd107", "Nghị định", "107/2021/NĐ-CP", date(2021, 12, 6), "Chính phủ",
          "sửa đổi, bổ sung một số điều của Nghị định số 61/2018/NĐ-CP"),
    Known("kl48", "Kết luận", "48-KL/TW", date(2023, 1, 30), "Bộ Chính trị",
          "tiếp tục sắp xếp đơn vị hành chính cấp huyện, cấp xã giai đoạn 2023 - 2030"),
)
# As printed: five digits for a year.
MISPRINTED = "Thông tư 14/20218/TT-BNV của Bộ Nội vụ"

CITED = (
    Cited("nq76", footnote=True),
    Cited("ct23", footnote=True),
    Cited("ct05", footnote=True),
    Cited("nq01"),
    Cited("nq76", role="refers", place="mục 1"),
    Cited("kl29", role="refers", place="mục 2"),
    Cited("ct05", role="refers", place="mục 2"),
    Cited("qd52", role="refers", place="mục 2", footnote=True),
    Cited("qd20", role="refers", place="mục 2", footnote=True),
    Cited("qd283", role="refers", place="mục 2", footnote=True),
    Cited("nd45", role="refers", place="mục 5.b"),
    Cited("nd107", role="refers", place="mục 5.b"),
    Cited("kl48", role="refers", place="mục 5.c"),
    Cited(role="refers", place="mục 5.c", text=MISPRINTED),
)

LINES = (
    Line("UBND huyện", unit="huong-son", purpose="report"),
    Line("Phòng Nội vụ", unit="huong-son-pnv", purpose="report"),
    Line("Thường trực Đảng ủy, HĐND xã"),
    Line("Chủ tịch, các Phó Chủ tịch UBND xã"),
    Line("MTTQ và các tổ chức đoàn thể cấp xã"),
    Line("Các thôn"),
    Line("Cán bộ, công chức, các bộ phận chuyên môn của xã", block="addressed", group="own-posts",
         purpose="carry_out"),
    Line("Tổ cải cách hành chính xã", block="addressed", unit="son-tay-to", purpose="carry_out"),
)

_EVERYONE = (
    Assigned("Cán bộ, công chức, các bộ phận chuyên môn của xã", group="own-posts"),
    Assigned("Các tổ chức đoàn thể chính trị - xã hội", part="coordinate"),
)
_STANDING = "thường xuyên"
_YEARLY = "hằng năm"


def _posts(timing: str) -> tuple[Assigned, ...]:
    """Every official and room of the commune, with how often they do it."""
    return (Assigned("Cán bộ, công chức, các bộ phận chuyên môn của xã", group="own-posts", timing=timing),)


_OPENING = GivenItem("", "", heading="Kết quả, hạn chế và nguyên nhân", kind="heading", children=(
    GivenItem("", "Công tác CCHC của xã có chuyển biến ở các lĩnh vực; Bộ phận tiếp nhận và trả kết quả làm việc "
              "hiệu quả; chỉ số, thứ hạng CCHC từng bước được nâng lên.", kind="statement"),
    GivenItem("", "Tuyên truyền CCHC chưa sâu rộng, hình thức chưa phong phú; cơ sở vật chất, hạ tầng phục vụ CCHC còn "
              "khó khăn; còn trường hợp vi phạm kỷ luật và chưa phát huy hết khả năng ứng dụng công nghệ thông tin.",
              kind="statement"),
    GivenItem("", "Nguyên nhân trước hết thuộc trách nhiệm của tập thể lãnh đạo, người đứng đầu; kế hoạch CCHC hằng "
                  "năm chưa sát thực tế; phối hợp giữa các bộ phận có lúc chưa chặt chẽ; kết quả CCHC chưa gắn với "
                  "đánh giá, thi đua khen thưởng.", kind="statement"),
))

_ITEM_1 = GivenItem("1", "Quán triệt và cụ thể hóa chủ trương của Đảng, quy định của Nhà nước về CCHC; lấy người dân "
                         "làm trung tâm, lấy sự hài lòng của người dân làm thước đo chất lượng phục vụ.",
                    assigned=_EVERYONE, children=(
    GivenItem("", "Tập trung thực hiện Kế hoạch CCHC giai đoạn 2021 - 2030 của xã, có trọng tâm, trọng điểm, gắn với "
              "Nghị quyết Đại hội Đảng bộ xã khóa XX, nhiệm kỳ 2020 - 2025.", assigned=_EVERYONE),
    GivenItem("", "Thông tin, tuyên truyền sâu rộng về Chương trình tổng thể CCHC đến cán bộ, công chức, viên chức, "
              "người dân, doanh nghiệp; sơ kết, tổng kết CCHC hằng năm, kịp thời biểu dương, khen thưởng tổ chức, cá "
              "nhân có thành tích.", assigned=_posts(_YEARLY)),
))

_ITEM_2 = GivenItem("2", "Thực hiện nghiêm trách nhiệm của người đứng đầu về CCHC; thường xuyên kiểm tra, đánh giá "
                         "trung thực, khách quan kết quả; siết chặt kỷ luật, kỷ cương; xử lý nghiêm trường hợp tham "
                         "nhũng, hách dịch, cửa quyền, nhũng nhiễu.", assigned=_posts(_STANDING))

_ITEM_3 = GivenItem("3", "Ứng dụng mạnh công nghệ thông tin trong tiếp nhận, giải quyết TTHC; đo lường, xác định Chỉ "
                         "số hài lòng của người dân, tổ chức; áp dụng sáng kiến, mô hình, cách làm hay.", "CQS",
                    assigned=_posts(_STANDING))

_ITEM_4 = GivenItem("4", "Tăng cường vai trò, năng lực của thành viên Tổ CCHC; phân công, phối hợp rõ thẩm quyền, rõ "
                         "trách nhiệm của từng bộ phận, cá nhân; lấy kết quả CCHC hằng năm làm tiêu chí đánh giá mức "
                         "độ hoàn thành nhiệm vụ, xét thi đua, khen thưởng.", assigned=(
    Assigned("Thành viên Tổ cải cách hành chính xã", holder="son-tay-to", timing=_YEARLY),
    Assigned("Các bộ phận, cá nhân được giao phụ trách", group="own-posts", part="coordinate"),
))

_INSTITUTIONS = GivenItem("a", "Coi cải cách thể chế là trọng tâm: rà soát, kiến nghị hoàn thiện thể chế và nâng cao "
                               "hiệu quả thi hành pháp luật.",
                               "TC", heading="Cải cách thể chế", assigned=_posts(""), children=(
    GivenItem("-", "Nâng cao chất lượng xây dựng, ban hành văn bản quy phạm pháp luật và thi hành pháp luật; đúng quy "
              "trình, quy định.", "TC"),
    GivenItem("-", "Hoàn thiện quy định của địa phương; phối hợp giữa các cơ quan trong soạn thảo, ban hành; lấy góp ý "
              "của người dân, cơ quan, tổ chức, nhất là đối tượng chịu tác động trực tiếp.", "TC"),
    GivenItem("-", "Thường xuyên rà soát quy định chưa rõ, mâu thuẫn, chồng chéo, thiếu khả thi để đề xuất cơ quan có "
              "thẩm quyền sửa đổi.", "TC",
              assigned=(Assigned("Công chức Tư pháp", holder="son-tay-tp", timing=_STANDING),)),
))

_PROCEDURES = GivenItem("b", "", "TTHC", heading="Cải cách thủ tục hành chính", kind="heading", assigned=_posts(""),
                        children=(
    GivenItem("", "Rà soát, đề xuất sửa quy trình tiếp nhận, hướng dẫn tại Bộ phận Một cửa xã; hướng dẫn kỹ năng số, "
                  "hỗ trợ người già, người khuyết tật và người ít quen công nghệ chuyển từ hồ sơ giấy sang hồ sơ điện "
                  "tử.",
              "TTHC"),
    GivenItem("", "Đẩy nhanh số hóa hồ sơ, kết quả giải quyết TTHC theo Nghị định số 45/2020/NĐ-CP và Nghị định số "
              "107/2021/NĐ-CP, gắn với việc của từng công chức; không yêu cầu người dân nộp lại giấy tờ đã số hóa.",
              "TTHC"),
    GivenItem("", "Tiếp nhận, xử lý hồ sơ trực tuyến đúng hạn; chuẩn hóa, điện tử hóa mẫu đơn, tờ khai, cắt giảm tối "
                  "thiểu thông tin phải khai; triển khai TTHC không phụ thuộc địa giới hành chính.", "TTHC",
              targets=("Không để tình trạng giải quyết hồ sơ chậm, muộn",)),
    GivenItem("-", "Giảm tối đa tỷ lệ trễ hẹn; xin lỗi người dân, tổ chức khi trễ hẹn; thường xuyên chấn chỉnh tác "
                   "phong, thái độ làm việc tại Bộ phận Một cửa xã.", "TTHC", targets=("Giảm tối đa tỷ lệ trễ hẹn",),
              assigned=_posts(_STANDING)),
    GivenItem("-", "Ứng dụng công nghệ thông tin, xã hội hóa một số việc trong hướng dẫn, tiếp nhận, giải quyết TTHC "
                   "để giảm thời gian chờ; thường xuyên khảo sát sự hài lòng của người dân, tổ chức.", "TTHC",
              assigned=_posts(_STANDING)),
    GivenItem("-", "Không yêu cầu người dân xuất trình, nộp sổ hộ khẩu khi giải quyết TTHC, theo Luật Cư trú.", "TTHC"),
))

_ORGANISATION = GivenItem("c", "Cải cách tổ chức bộ máy theo hướng tinh gọn, hiệu lực, hiệu quả.", "TCBM",
                          heading="Cải cách tổ chức bộ máy", assigned=_posts(""), children=(
    GivenItem("-", "Phân công nhiệm vụ cụ thể cho từng cán bộ, công chức theo chức năng; không để thụ động, chồng "
                   "chéo, trái thẩm quyền.", "TCBM"),
    GivenItem("-", "Lập kế hoạch, phương án, lộ trình sắp xếp đơn vị hành chính cấp xã giai đoạn 2023 - 2030 theo Kết "
                   "luận số 48-KL/TW; trên cơ sở đó sắp xếp, sáp nhập một số thôn theo quy mô số hộ mà " + MISPRINTED +
              " quy định.", "TCBM",
              assigned=(Assigned("UBND xã", holder="son-tay", timing="giai đoạn 2023 - 2030"),)),
    GivenItem("-", "Lập và thực hiện nghiêm kế hoạch tinh giản biên chế.", "TCBM",
              assigned=(Assigned("UBND xã", holder="son-tay", timing=_YEARLY),)),
))

_CIVIL_SERVICE = GivenItem("d", "", "CV", heading="Cải cách chế độ công vụ",
                                                  kind="heading", assigned=_posts(""), children=(
    GivenItem("-", "Triển khai hướng dẫn về vị trí việc làm, cơ cấu ngạch công chức, viên chức; quản lý, sử dụng, "
                   "tuyển dụng, bổ nhiệm công khai, minh bạch, cạnh tranh lành mạnh.", "CV"),
    GivenItem("-", "Chuyển đổi vị trí công tác theo quy định, nhất là lĩnh vực dễ phát sinh tiêu cực; lập kế hoạch đào "
              "tạo, bồi dưỡng gắn với vị trí việc làm.", "CV",
              assigned=(Assigned("Cán bộ, công chức xã", group="own-posts", timing=_YEARLY),)),
    GivenItem("-", "Cập nhật kịp thời biến động của cán bộ, công chức vào phần mềm quản lý cán bộ, công chức, viên "
                   "chức.",
              "CV", assigned=(Assigned("Văn phòng xã", holder="son-tay-vp", timing=_STANDING,
                                       channel="Phần mềm quản lý cán bộ, công chức, viên chức"),)),
))

_FINANCE = GivenItem("đ", "Đổi mới phân bổ, sử dụng ngân sách cho cơ quan hành chính; nâng tính tự chủ, tự chịu trách "
                          "nhiệm; kiểm soát tham nhũng.", "TCC", heading="Cải cách tài chính công",
                     assigned=(Assigned("Công chức Tài chính - Kế toán", holder="son-tay-tckt"),), children=(
    GivenItem("-", "Đẩy nhanh giải ngân vốn đầu tư công, nâng hiệu quả sử dụng vốn.", "TCC"),
    GivenItem("-", "Tăng cường kiểm tra, giải quyết kịp thời thủ tục, tư vấn và tạo điều kiện thu hút dự án đầu tư "
                   "trên địa bàn.", "TCC"),
))

_DIGITAL = GivenItem("e", "Xây dựng chính quyền điện tử, chính quyền số theo lộ trình chuyển đổi số quốc gia.", "CQS",
                     heading="Xây dựng chính quyền điện tử, chính quyền số", assigned=_posts(""), children=(
    GivenItem("-", "Triển khai mục tiêu, nhiệm vụ chuyển đổi số giai đoạn 2021 - 2025, định hướng đến năm 2030; ưu "
                   "tiên lĩnh vực phục vụ trực tiếp người dân và phát triển kinh tế - xã hội.", "CQS",
              assigned=(Assigned("UBND xã", holder="son-tay", timing="giai đoạn 2021 - 2025"),)),
    GivenItem("-", "Cùng cấp trên kết nối mạng truyền số liệu chuyên dùng cấp xã; số hóa tài liệu, hồ sơ, quy trình; "
                   "chứng thực hồ sơ điện tử; rà soát, làm sạch dữ liệu của các ngành.", "CQS"),
    GivenItem("-", "Duy trì phần mềm quản lý văn bản và điều hành, Cổng dịch vụ công trực tuyến của xã; đồng bộ văn "
                   "bản chỉ đạo với hồ sơ công việc; phát triển Hệ thống thông tin báo cáo của xã, số hóa báo cáo, "
                   "thống kê.", "CQS"),
    GivenItem("-", "Ứng dụng nền tảng số phục vụ nghiệp vụ, liên thông toàn xã, kết nối và chia sẻ dùng chung.", "CQS"),
    GivenItem("-", "Duy trì, nâng hiệu quả áp dụng Hệ thống quản lý chất lượng TCVN ISO 9001:2015; xây dựng quy trình "
                   "giải quyết TTHC nội bộ, tiến tới điện tử hóa; mở rộng đối tượng áp dụng, kể cả các tổ chức chính "
                   "trị - xã hội.", "CQS"),
))

_ITEM_5 = GivenItem("5", "Thực hiện các nhiệm vụ trọng tâm, đột phá trong Chương trình tổng thể CCHC mà UBND xã, Chủ "
                         "tịch UBND xã đã chỉ đạo.", assigned=_EVERYONE,
                    children=(_INSTITUTIONS, _PROCEDURES, _ORGANISATION, _CIVIL_SERVICE, _FINANCE, _DIGITAL))

_ITEM_6 = GivenItem("6", "Phối hợp, tạo điều kiện để Ủy ban MTTQ, các đoàn thể, tổ chức xã hội và các thôn tuyên "
                         "truyền, vận động Nhân dân tham gia CCHC, giám sát, phản biện xã hội, góp ý xây dựng chính "
                         "quyền.", assigned=(
    Assigned("Cán bộ, công chức, các bộ phận chuyên môn của xã", group="own-posts"),
    Assigned("Ủy ban MTTQ, các đoàn thể, tổ chức chính trị - xã hội, xã hội - nghề nghiệp, các thôn",
             part="coordinate"),
))

_ITEM_7 = GivenItem("7", "Quán triệt, cụ thể hóa Chỉ thị phù hợp với thực tiễn và tổ chức thực hiện nghiêm túc.",
                         assigned=(
    Assigned("Cán bộ, công chức xã", group="own-posts"),
    Assigned("Tổ cải cách hành chính xã", holder="son-tay-to"),
    Assigned("Các tổ chức có liên quan", part="coordinate"),
), children=(
    GivenItem("", "Chủ trì triển khai Chỉ thị, kịp thời báo cáo UBND xã, Chủ tịch UBND xã vấn đề phát sinh.", assigned=(
        Assigned("Văn phòng xã", holder="son-tay-vp", timing="kịp thời khi có vấn đề phát sinh"),
        Assigned("Công chức Văn hóa - Xã hội", holder="son-tay-vhxh", part="coordinate"),
        Assigned("Công chức Tư pháp", holder="son-tay-tp", part="coordinate"),
        Assigned("Công chức Tài chính - Kế toán", holder="son-tay-tckt", part="coordinate"),
        Assigned("Công chức Địa chính - xây dựng, nông nghiệp và môi trường", holder="son-tay-dc", part="coordinate"),
    )),
    GivenItem("", "Cán bộ, công chức, các tổ chức liên quan triển khai nghiêm túc Chỉ thị.", assigned=_EVERYONE),
))

DIRECTIVE = DirectiveContent(
    type_name="Chỉ thị",
    number="01/CT-UBND",
    printed_number="01 /CT-UBND",
    issued_on=date(2023, 6, 5),
    issuer="Chủ tịch UBND xã Sơn Tây",
    subject="đẩy mạnh thực hiện Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030 xã Sơn Tây",
    place_name="Sơn Tây",
    signer_name="Đặng Quốc Thái",
    signer_title="Chủ tịch",
    signer_capacity="OWN",
    archive_text="VP, HSCCHC",
    documents=DOCUMENTS,
    cited=CITED,
    lines=LINES,
    items=(_OPENING, _ITEM_1, _ITEM_2, _ITEM_3, _ITEM_4, _ITEM_5, _ITEM_6, _ITEM_7),
    stage=(2021, 2030),
)

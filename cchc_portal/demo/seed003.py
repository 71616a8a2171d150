"""The plan of xã Tú Xuyên for 2023: every target, task, duty, deadline, citation and recipient.

Facts and figures are those of the published plan; the sentences are ours. ``AS_PRINTED`` is the
plan as its office printed it, with its gaps (no Tổ chức bộ máy, no Tài chính công, an annex that is
announced and absent, a decree ascribed to the wrong issuer, words taken over from the district's
plan). ``COMPLETE`` adds what a plan needs before it may be signed; every added row says so.
"""

from dataclasses import replace
from datetime import date

from cchc_portal.demo.content import (
    COMPLETED,
    AreaContent,
    Deadline,
    Duty,
    Known,
    PlanContent,
    Recipient,
    TaskLine,
)

# fmt: off
DOCUMENTS = (
    Known("nq76", "Nghị quyết", "76/NQ-CP", date(2021, 7, 15), "Chính phủ",
          "ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030"),
    Known("nq60", "Nghị quyết", "60-NQ/TU", date(2021, 12, 15), "Ban Thường vụ Tỉnh ủy",
          "đẩy mạnh cải cách hành chính trên địa bàn tỉnh giai đoạn 2021 - 2030"),
    Known("kh249", "Kế hoạch", "249/KH-UBND", date(2021, 12, 29), "UBND tỉnh Lạng Sơn",
          "cải cách hành chính tỉnh Lạng Sơn giai đoạn 2021 - 2025"),
    Known("tb459", "Thông báo", "459/TB-HĐND", date(2023, 5, 19), "Thường trực HĐND tỉnh",
          "kết luận giám sát việc thực hiện Nghị quyết số 60/NQ-TU ngày 15/12/2021"),
    Known("kh137", "Kế hoạch", "137/KH-UBND", date(2023, 6, 20), "UBND tỉnh Lạng Sơn",
          "cải cách hành chính tỉnh Lạng Sơn năm 2023"),
    Known("kh12", "Kế hoạch", "12/KH-UBND", date(2023, 2, 1), "UBND xã Tú Xuyên",
          "cải cách hành chính xã Tú Xuyên năm 2023"),
    Known("ct43", "Chỉ thị", "43/CT-TTg", date(2020, 12, 11), "Thủ tướng Chính phủ",
          "nâng cao chất lượng xây dựng, hoàn thiện hệ thống pháp luật và tăng cường hiệu quả "
          "thi hành pháp luật"),
    Known("luat", "Luật", "63/2020/QH14", date(2020, 6, 18), "Quốc hội",
          "sửa đổi, bổ sung một số điều của Luật Ban hành văn bản quy phạm pháp luật"),
    Known("nd61", "Nghị định", "61/2018/NĐ-CP", date(2018, 4, 23), "Chính phủ",
          "thực hiện cơ chế một cửa, một cửa liên thông trong giải quyết thủ tục hành chính"),
    Known("qd468", "Quyết định", "468/QĐ-TTg", date(2021, 3, 27), "Thủ tướng Chính phủ",
          "phê duyệt Đề án đổi mới việc thực hiện cơ chế một cửa, một cửa liên thông trong giải "
          "quyết thủ tục hành chính"),
    Known("nd45", "Nghị định", "45/2020/NĐ-CP", date(2020, 4, 8), "Chính phủ",
          "thực hiện thủ tục hành chính trên môi trường điện tử"),
    Known("nd107", "Nghị định", "107/2021/NĐ-CP", date(2021, 12, 6), "Chính phủ",
          "sửa đổi, bổ sung một số điều của Nghị định số 61/2018/NĐ-CP"),
    Known("kh157", "Kế hoạch", "157/KH-UBND", date(2021, 7, 15), "UBND tỉnh Lạng Sơn",
          "thực hiện Đề án đổi mới cơ chế một cửa, một cửa liên thông trên địa bàn tỉnh"),
    Known("kh173", "Kế hoạch", "173/KH-UBND", date(2021, 7, 22), "UBND huyện Văn Quan",
          "thực hiện Đề án đổi mới cơ chế một cửa, một cửa liên thông trên địa bàn huyện"),
    Known("nq15", "Nghị quyết", "15/2022/NQ-HĐND", date(2022, 7, 13), "HĐND tỉnh Lạng Sơn",
          "chính sách khuyến khích đào tạo sau đại học và thu hút người có trình độ cao"),
    Known("qd1807", "Quyết định", "1807/QĐ-UBND", date(2022, 11, 11), "UBND tỉnh Lạng Sơn",
          "danh mục trình độ, chuyên ngành khuyến khích đào tạo và thu hút"),
    Known("kh226", "Kế hoạch", "226/KH-UBND", date(2021, 11, 18), "UBND tỉnh Lạng Sơn",
          "thực hiện Nghị quyết số 49-NQ/TU ngày 28/9/2021 về chuyển đổi số"),
    Known("nq49", "Nghị quyết", "49-NQ/TU", date(2021, 9, 28), "Ban Thường vụ Tỉnh ủy",
          "chuyển đổi số tỉnh Lạng Sơn đến năm 2025, định hướng đến năm 2030"),
    Known("kh195", "Kế hoạch", "195/KH-UBND", date(2020, 12, 18), "UBND tỉnh Lạng Sơn",
          "ứng dụng công nghệ thông tin, phát triển chính quyền số và an toàn thông tin mạng "
          "giai đoạn 2021 - 2025"),
    Known("kh131", "Kế hoạch", "131/KH-UBND", date(2022, 6, 6), "UBND tỉnh Lạng Sơn",
          "triển khai Chiến lược quốc gia phát triển kinh tế số và xã hội số"),
    Known("kh247", "Kế hoạch", "247/KH-UBND", date(2022, 12, 14), "UBND tỉnh Lạng Sơn",
          "chuyển đổi số tỉnh Lạng Sơn năm 2023"),
    Known("kh60", "Kế hoạch", "60/KH-UBND", date(2023, 2, 15), "UBND huyện Văn Quan",
          "chuyển đổi số huyện Văn Quan năm 2023"),
    Known("nd42", "Nghị định", "42/2022/NĐ-CP", date(2022, 6, 24), "Chính phủ",
          "cung cấp thông tin và dịch vụ công trực tuyến của cơ quan nhà nước trên môi trường mạng"),
)

FOOTNOTES = (
    ("fn1", ("nd45", "nd107", "kh157", "kh173")),
    ("fn2", ("nq15", "qd1807")),
    ("fn3", ("kh226", "nq49", "kh195", "kh131", "kh247", "kh60")),
)

PURPOSE = (
    "Thực hiện đồng bộ, có kết quả các mục tiêu, nhiệm vụ mà {{cite:nq76}} và {{cite:nq60}} đã đề "
    "ra; nâng Chỉ số cải cách hành chính (PAR INDEX) của xã.\n"
    "Siết chặt kỷ luật, kỷ cương, văn hóa công vụ và quy tắc ứng xử trong phục vụ doanh nghiệp và "
    "Nhân dân; chú trọng kiểm tra người đứng đầu trong thực hiện chức trách, nhiệm vụ."
)
REQUIREMENTS = (
    "Nêu rõ trách nhiệm của từng cơ quan, đơn vị và của người đứng đầu; có giải pháp làm cho công "
    "tác CCHC trên địa bàn xã hiệu quả hơn.\n"
    "Làm đồng bộ ở mọi lĩnh vực, tạo chuyển biến thấy được, góp phần phát triển kinh tế - xã hội "
    "của huyện; xây dựng nền hành chính dân chủ, công khai, minh bạch, chuyên nghiệp, hiện đại, "
    "phục vụ Nhân dân.\n"
    "Lấy người dân, doanh nghiệp làm trung tâm và lấy sự hài lòng của họ làm thước đo; gắn CCHC với "
    "đổi mới lề lối làm việc và ứng dụng công nghệ thông tin."
)

_DIRECTION = AreaContent(
    "CD",
    ("Chỉ số cải cách hành chính (PAR INDEX) năm 2023 tăng từ 4 bậc trở lên",),
    (
        TaskLine("Ban hành chương trình, kế hoạch và văn bản chỉ đạo về CCHC và từng lĩnh vực CCHC, "
                 "giữ cho công việc liên tục, đồng bộ trong cả năm"),
        TaskLine("Đẩy mạnh thông tin, tuyên truyền để cán bộ và Nhân dân hiểu ý nghĩa, mục tiêu của "
                 "CCHC đối với phát triển kinh tế - xã hội của xã"),
        TaskLine("Kiểm tra trực tiếp công tác CCHC gắn với kỷ luật, kỷ cương và việc thi hành công "
                 "vụ, kịp thời chấn chỉnh hạn chế; đánh giá, xếp loại và xác định chỉ số CCHC theo "
                 "định kỳ"),
        TaskLine("Áp dụng sáng kiến, mô hình mới về CCHC, trong đó có “Giải pháp nâng cao mức độ hài "
                 "lòng của người dân, tổ chức đối với sự phục vụ của cơ quan hành chính nhà nước "
                 "trên địa bàn xã Tú Xuyên”"),
    ),
    heading="Công tác chỉ đạo, điều hành, thông tin tuyên truyền và kiểm tra cải cách hành chính",
)
_INSTITUTIONS = AreaContent(
    "TC",
    (
        "100% văn bản quy phạm pháp luật (QPPL) ban hành đúng trình tự, thủ tục, thẩm quyền; 100% "
        "văn bản được giao quy định chi tiết ban hành kịp thời",
        "100% vấn đề phát hiện qua theo dõi, thanh tra, kiểm tra thi hành pháp luật được xử lý hoặc "
        "kiến nghị xử lý kịp thời",
    ),
    (
        TaskLine("Triển khai {{cite:luat}} và {{cite:ct43}}"),
        TaskLine("Ban hành cơ chế, chính sách, văn bản QPPL đúng chủ trương của Đảng, pháp luật của "
                 "Nhà nước, sát thực tiễn của huyện, tạo hành lang thông thoáng cho đầu tư, sản xuất, "
                 "kinh doanh"),
        TaskLine("Nâng chất lượng kiểm tra, rà soát văn bản QPPL theo thẩm quyền; sửa đổi, bổ sung, "
                 "bãi bỏ hoặc kiến nghị sửa đổi, bổ sung, bãi bỏ văn bản không còn phù hợp"),
        TaskLine("Nâng hiệu quả thi hành pháp luật; tăng cường theo dõi, thanh tra, kiểm tra trách "
                 "nhiệm quản lý nhà nước trong tổ chức thi hành pháp luật"),
    ),
)
_PROCEDURES = AreaContent(
    "TTHC",
    (
        "Cắt giảm, đơn giản hóa tối thiểu 20% số quy định và tối thiểu 20% chi phí tuân thủ liên "
        "quan đến hoạt động kinh doanh tại các văn bản còn hiệu lực tính đến hết ngày 31/5/2020",
        "Cắt giảm tối thiểu 30% thời gian thực hiện đối với thủ tục hành chính (TTHC) có thời hạn "
        "giải quyết từ 03 ngày trở lên",
        "Trên 99% hồ sơ TTHC do UBND xã tiếp nhận trong năm được giải quyết đúng hạn và trước hạn",
        "100% hồ sơ TTHC trễ hạn có giải trình trách nhiệm với người đứng đầu và có văn bản xin lỗi "
        "người dân theo {{cite:nd61}}",
    ),
    (
        TaskLine("Thực hiện Đề án cải cách TTHC của huyện giai đoạn 2021 - 2025, định hướng đến năm "
                 "2030; kiện toàn Bộ phận Một cửa, áp dụng Bộ nhận diện thương hiệu theo "
                 "{{cite:qd468}}"),
        TaskLine("Xây dựng, thực hiện kế hoạch kiểm soát TTHC, cải cách TTHC, cơ chế một cửa, một cửa "
                 "liên thông năm 2023"),
        TaskLine("Công bố TTHC, danh mục TTHC, xây dựng quy trình nội bộ đúng tiến độ; công khai TTHC, "
                 "địa chỉ tiếp nhận và kết quả xử lý phản ánh, kiến nghị, tiến độ và kết quả giải "
                 "quyết"),
        TaskLine("Tiếp nhận, giải quyết TTHC nghiêm túc; xử lý người tự đặt thêm TTHC hoặc để chậm, "
                 "muộn nhiều lần; kiểm tra, đánh giá chất lượng Bộ phận Một cửa cấp xã"),
        TaskLine("Rà soát, đơn giản hóa TTHC nội bộ trong cơ quan hành chính nhà nước giai đoạn "
                 "2022 - 2025, hoàn thành phần việc của năm 2023 đúng tiến độ"),
        TaskLine("Đẩy nhanh số hóa hồ sơ, kết quả giải quyết TTHC{{cite:fn1}}; trang bị phương tiện để "
                 "tiếp nhận, giải quyết TTHC trên môi trường điện tử"),
        TaskLine("Hỗ trợ, khuyến khích người dân, doanh nghiệp, cán bộ, công chức, viên chức, người lao "
                 "động làm TTHC trực tuyến và thanh toán không dùng tiền mặt"),
    ),
)
_CIVIL_SERVICE = AreaContent(
    "CV",
    ("Hoàn thành 100% chỉ tiêu Kế hoạch đào tạo, bồi dưỡng năm 2023 do cấp trên giao",),
    (
        TaskLine("Đánh giá, xếp loại cán bộ, công chức thực chất hơn; có cơ chế khuyến khích người "
                 "hoàn thành tốt nhiệm vụ, tận tụy phục vụ"),
        TaskLine("Đề cao trách nhiệm người đứng đầu trong kiểm tra kỷ luật, kỷ cương; rà soát, quy "
                 "hoạch, luân chuyển, bổ nhiệm; người làm công tác phòng, chống tham nhũng phải liêm "
                 "chính, có năng lực"),
        TaskLine("Thực hiện các quy định{{cite:fn2}} về khuyến khích đào tạo và kế hoạch đào tạo, bồi "
                 "dưỡng cán bộ, công chức phù hợp với xã; kịp thời sửa quy chế làm việc, biểu dương, "
                 "khen thưởng và xử lý vi phạm văn hóa công vụ"),
    ),
)
_DIGITAL_TARGETS = (
    "100% hoạt động chỉ đạo, điều hành và quản trị nội bộ thực hiện trên nền tảng quản trị tổng thể, "
    "thống nhất",
    "100% dịch vụ công trực tuyến toàn trình được cung cấp trên nhiều phương tiện truy cập, kể cả "
    "thiết bị di động",
    "Tỷ lệ hồ sơ giải quyết trực tuyến toàn trình trên tổng số hồ sơ đạt tối thiểu 50%",
    "Số hóa kết quả giải quyết TTHC còn hiệu lực thuộc thẩm quyền cấp xã đạt tỷ lệ tối thiểu tương "
    "ứng là 60%, 55%; đến năm 2025, 100% hồ sơ được số hóa",
    "Tối thiểu 80% TTHC có yêu cầu nghĩa vụ tài chính được triển khai thanh toán trực tuyến",
    "Tỷ lệ giao dịch thanh toán trực tuyến đạt từ 30% trở lên",
    "100% chế độ báo cáo được kết nối, chia sẻ dữ liệu trên Hệ thống thông tin báo cáo Chính phủ",
)
_DIGITAL = AreaContent(
    "CQS",
    _DIGITAL_TARGETS,
    (
        TaskLine("Thực hiện các kế hoạch về chuyển đổi số trên địa bàn xã{{cite:fn3}}"),
        TaskLine("Cung cấp dịch vụ công trực tuyến toàn trình, một phần theo Nghị định số "
                 "42/2022/NĐ-CP ngày 24/6/2022 của Thủ tướng Chính phủ; đẩy nhanh số hóa hồ sơ, kết "
                 "quả giải quyết TTHC"),
        TaskLine("Giữ ổn định nền tảng tích hợp, chia sẻ dữ liệu của tỉnh (LGSP), kết nối với nền tảng "
                 "quốc gia (NDXP) và giữa các hệ thống thông tin, cơ sở dữ liệu phục vụ điều hành"),
        TaskLine("Duy trì, nâng chất lượng các ứng dụng dùng chung: quản lý văn bản và điều hành, Cổng "
                 "dịch vụ công, một cửa điện tử, hội nghị truyền hình trực tuyến"),
        TaskLine("Tuyên truyền, hướng dẫn người dân, doanh nghiệp, học sinh, sinh viên dùng các nền "
                 "tảng số; nâng hiểu biết về chuyển đổi số, kỹ năng số, an toàn thông tin"),
    ),
)

DUTIES = (
    Duty("Các thành viên Ban Chỉ đạo cải cách hành chính xã",
         "Giúp UBND xã chỉ đạo, hướng dẫn công tác CCHC; theo dõi, đôn đốc, kiểm tra theo lĩnh vực "
         "phụ trách; đề xuất cách tháo gỡ khó khăn và báo cáo UBND huyện theo quy định.",
         holder="tu-xuyen-bcd"),
    Duty("Văn phòng - thống kê xã",
         "Giúp UBND xã thực hiện kế hoạch này; theo dõi, đôn đốc, hướng dẫn, kiểm tra; báo cáo, đề "
         "xuất UBND huyện những vướng mắc phát sinh.\n"
         "Đánh giá, chấm điểm chỉ số CCHC năm 2023 của xã theo hướng dẫn của Sở Nội vụ; đánh giá, "
         "xếp hạng kết quả CCHC của các cơ quan, đơn vị, UBND các xã, thị trấn.\n"
         "Lập kế hoạch CCHC năm 2023 phù hợp chức năng, nhiệm vụ; quán triệt kế hoạch của UBND xã; "
         "bố trí người và kinh phí; định kỳ báo cáo UBND huyện (qua Phòng Nội vụ).\n"
         "Kiểm tra CCHC gắn với kỷ luật, kỷ cương, nâng tinh thần trách nhiệm của cán bộ, công chức "
         "trong các cơ quan thuộc quyền quản lý.",
         holder="tu-xuyen-vp"),
    Duty("Công chức Văn hóa; Trang Thông tin điện tử xã",
         "Phối hợp thông tin, tuyên truyền nội dung, nhiệm vụ của kế hoạch này.",
         holder="tu-xuyen-vh"),
)
DEADLINES = (
    Deadline("q1", date(2023, 2, 25)),
    Deadline("h1", date(2023, 5, 25)),
    Deadline("q3", date(2023, 8, 25)),
    Deadline("year", date(2023, 11, 20)),
)
RECIPIENTS = (
    Recipient("Phòng Nội vụ", unit="van-quan-pnv"),
    Recipient("TT HU, TT HĐND xã"),
    Recipient("CT, PCT UBND xã"),
    Recipient("UB MTTQ Việt Nam và các tổ chức CTXH"),
)
ANNEX_ANNOUNCED = (
    "Kế hoạch có phụ lục các nhiệm vụ trọng tâm về cải cách hành chính năm 2023 kèm theo."
)
CLOSING = "Đề nghị cán bộ, công chức xã nghiêm túc thực hiện Kế hoạch này"

AS_PRINTED = PlanContent(
    year=2023,
    purpose=PURPOSE,
    requirements=REQUIREMENTS,
    areas=(_DIRECTION, _INSTITUTIONS, _PROCEDURES, _CIVIL_SERVICE, _DIGITAL),
    duties=DUTIES,
    recipients=RECIPIENTS,
    documents=DOCUMENTS,
    basis=("nq76", "nq60", "kh249"),
    carries_out=("tb459", "kh137"),
    footnotes=FOOTNOTES,
    deadlines=DEADLINES,
    closing=f"{ANNEX_ANNOUNCED}\n{CLOSING}",
    replaces="kh12",
    has_annex=False,
)

_VP, _TP, _VH, _TCKT, _MC = (
    "tu-xuyen-vp", "tu-xuyen-tp", "tu-xuyen-vh", "tu-xuyen-tckt", "tu-xuyen-mc"
)
# What completes each printed task, in the order of the areas above: type, lead, partners, time.
_COMPLETION: dict[str, tuple[tuple[str, str, tuple[str, ...], str], ...]] = {
    "CD": (
        ("KH", _VP, (_TP, _VH), "Thường xuyên"),
        ("BC", _VH, (_VP,), "Hằng quý"),
        ("BC", _VP, (_TP,), "Quý IV"),
        ("BC", _VP, (_MC,), "Quý III"),
    ),
    "TC": (
        ("CV", _TP, (_VP,), "Thường xuyên"),
        ("NQ", _TP, (_VP,), "Thường xuyên"),
        ("BC", _TP, (_VP,), "Quý IV"),
        ("BC", _TP, (_VP,), "Quý IV"),
    ),
    "TTHC": (
        ("QĐ", _VP, (_MC,), "Quý III"),
        ("KH", _VP, (_MC, _TP), "Tháng 7"),
        ("TB", _MC, (_VP,), "Thường xuyên"),
        ("BC", _MC, (_VP,), "Hằng quý"),
        ("BC", _TP, (_VP,), "Quý IV"),
        ("BC", _MC, (_TP, _VP), "Thường xuyên"),
        ("BC", _MC, (_VH,), "Thường xuyên"),
    ),
    "CV": (
        ("BC", _VP, (), "Tháng 12"),
        ("BC", _VP, (), "Quý IV"),
        ("QC", _VP, (_TCKT,), "Quý III"),
    ),
    "CQS": (
        ("KH", _VH, (_VP,), "Quý III"),
        ("BC", _MC, (_VP,), "Thường xuyên"),
        ("BC", _VH, (_VP,), "Thường xuyên"),
        ("BC", _VP, (_VH,), "Thường xuyên"),
        ("BC", _VH, (_VP,), "Hằng quý"),
    ),
}
_KEY = {("TTHC", 0), ("TTHC", 5), ("CQS", 1)}
_ADDED = {
    "TCBM": AreaContent(
        "TCBM",
        ("100% cán bộ, công chức được bố trí đúng vị trí việc làm",),
        (TaskLine("Rà soát quy chế làm việc, phân công nhiệm vụ của UBND xã", "BC",
                  lead=_VP, partners=(_TP,), timing="Quý IV", note=COMPLETED),),
    ),
    "TCC": AreaContent(
        "TCC",
        ("100% khoản chi cho CCHC được công khai theo quy định",),
        (TaskLine("Bố trí, công khai kinh phí thực hiện công tác CCHC của xã", "BC",
                  lead=_TCKT, partners=(_VP,), timing="Quý IV", note=COMPLETED),),
    ),
}


def _completed(area: AreaContent) -> AreaContent:
    tasks = tuple(
        replace(
            line,
            content=line.content.replace(
                "Nghị định số 42/2022/NĐ-CP ngày 24/6/2022 của Thủ tướng Chính phủ", "{{cite:nd42}}"
            ).replace("thực tiễn của huyện", "thực tiễn của xã"),
            product_type=kind, lead=lead, partners=partners, timing=timing,
            is_key=(area.code, n) in _KEY, note=COMPLETED,
        )
        for n, (line, (kind, lead, partners, timing)) in enumerate(
            zip(area.tasks, _COMPLETION[area.code], strict=True)
        )
    )
    return replace(area, tasks=tasks)


_BY_CODE = {area.code: _completed(area) for area in AS_PRINTED.areas} | _ADDED
COMPLETE = replace(
    AS_PRINTED,
    requirements=REQUIREMENTS.replace(" của huyện;", " của xã;"),
    areas=tuple(_BY_CODE[code] for code in ("CD", "TC", "TTHC", "TCBM", "CV", "TCC", "CQS")),
    duties=tuple(
        replace(duty, body=duty.body.replace(
            "; đánh giá, xếp hạng kết quả CCHC của các cơ quan, đơn vị, UBND các xã, thị trấn", ""))
        for duty in DUTIES
    ),
    closing=CLOSING,
    has_annex=True,
)

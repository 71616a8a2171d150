"""One metric for every row of the commune's statistics form, group by group (domain.md 3.3).

A row that holds several figures has one metric for each: ``tk.1.5.a``, ``tk.1.5.b``. ".m" is the count that a ratio is
taken of where the form has no row for it, ".t" the count that is taken, ".tl" the ratio of a row that also has counts.
"""

from indicators.library.rows import FILES, PAPERS, PEOPLE, PROCEDURES, Row, code, money, ratio, stock

_TASKS, _ISSUES, _IDEAS = "nhiệm vụ", "vấn đề", "sáng kiến"

DIRECTING = (
    stock("tk.1.1.1", "Số nhiệm vụ trong kế hoạch CCHC năm", "CD", _TASKS),
    stock("tk.1.1.2", "Số nhiệm vụ đã hoàn thành (lũy kế)", "CD", _TASKS, direction="up"),
    ratio("tk.1.1.3", "Tỷ lệ hoàn thành kế hoạch CCHC năm", "CD", "tk.1.1.2", "tk.1.1.1"),
    Row("tk.1.1.4", "Số văn bản chỉ đạo, điều hành CCHC ban hành trong kỳ", "CD", PAPERS),
    Row("tk.1.2.1", "Số cơ quan, đơn vị, bộ phận đã kiểm tra", "CD", "đơn vị"),
    stock("tk.1.2.2.m", "Số cơ quan, đơn vị, bộ phận phải kiểm tra", "CD", "đơn vị"),
    ratio("tk.1.2.2", "Tỷ lệ đã kiểm tra trên số phải kiểm tra", "CD", "tk.1.2.1", "tk.1.2.2.m"),
    Row("tk.1.2.3", "Số vấn đề phát hiện qua kiểm tra", "CD", _ISSUES),
    Row("tk.1.2.4", "Số vấn đề phát hiện đã xử lý xong", "CD", _ISSUES, direction="up"),
    Row("tk.1.3.1", "Tổng số nhiệm vụ được cấp trên giao", "CD", _TASKS),
    Row("tk.1.3.2", "Nhiệm vụ được giao hoàn thành đúng hạn", "CD", _TASKS, direction="up"),
    Row("tk.1.3.3", "Nhiệm vụ được giao hoàn thành nhưng quá hạn", "CD", _TASKS, direction="down"),
    stock("tk.1.3.4", "Nhiệm vụ được giao quá hạn chưa hoàn thành", "CD", _TASKS, direction="down"),
    Row("tk.1.4.1", "Khảo sát sự hài lòng: số phiếu", "CD", "phiếu"),
    code("tk.1.4.2", "Hình thức khảo sát (trực tuyến 1, trực tiếp 2, phát phiếu 3, hình thức khác 4)", "CD", 4),
    code("tk.1.5.a", "Đối thoại của lãnh đạo với người dân, doanh nghiệp (Không 0, Có 1)", "CD"),
    Row("tk.1.5.b", "Số cuộc đối thoại của lãnh đạo với người dân, doanh nghiệp", "CD", "cuộc"),
    Row("tk.1.6", "Số hoạt động tuyên truyền CCHC", "CD", "hoạt động"),
    Row("tk.1.7.a", "Số sáng kiến, mô hình CCHC đăng ký", "CD", _IDEAS),
    Row("tk.1.7.b", "Số sáng kiến, mô hình CCHC được công nhận", "CD", _IDEAS, direction="up"),
)
INSTITUTIONS = (
    Row("tk.2.1", "Số văn bản quy phạm pháp luật ban hành", "TC", PAPERS),
    Row("tk.2.2.1", "Số văn bản kiểm tra theo thẩm quyền", "TC", PAPERS),
    Row("tk.2.2.2", "Số văn bản phải kiến nghị xử lý qua kiểm tra", "TC", PAPERS, direction="down"),
    Row("tk.2.2.3", "Số văn bản đã xử lý xong sau kiểm tra", "TC", PAPERS, direction="up"),
    Row("tk.2.3.1", "Số văn bản quy phạm pháp luật phải rà soát", "TC", PAPERS),
    Row("tk.2.3.2", "Số văn bản quy phạm pháp luật đã rà soát", "TC", PAPERS, direction="up"),
    Row("tk.2.3.3", "Số văn bản đã xử lý, kiến nghị sau rà soát", "TC", PAPERS, direction="up"),
)
_PETITIONS = "PAKN"
PROCEDURE_ROWS = (
    Row("tk.3.1.1.a", "Số TTHC, quy định đề xuất cắt giảm, đơn giản hóa", "TTHC", PROCEDURES),
    Row("tk.3.1.1.b", "Số TTHC, quy định được phê duyệt cắt giảm, đơn giản hóa", "TTHC", PROCEDURES, direction="up"),
    Row("tk.3.1.2", "Số TTHC công bố mới", "TTHC", PROCEDURES),
    Row("tk.3.1.3", "Số TTHC bãi bỏ, thay thế", "TTHC", PROCEDURES),
    stock("tk.3.1.4", "Tổng số TTHC thực hiện tại cấp xã", "TTHC", PROCEDURES, across="none"),
    stock("tk.3.2.1.a", "Số TTHC liên thông cùng cấp", "TTHC", PROCEDURES, across="none"),
    stock("tk.3.2.1.b", "Số TTHC liên thông các cấp", "TTHC", PROCEDURES, across="none"),
    stock("tk.3.2.2.t", "Số TTHC thực hiện tại Bộ phận Một cửa", "TTHC", PROCEDURES, across="none"),
    ratio("tk.3.2.2", "Tỷ lệ TTHC thực hiện tại Bộ phận Một cửa", "TTHC", "tk.3.2.2.t", "tk.3.1.4"),
    Row("tk.3.3.1", "Phản ánh, kiến nghị tiếp nhận", "TTHC", _PETITIONS),
    Row("tk.3.3.2", "Phản ánh, kiến nghị đã xử lý", "TTHC", _PETITIONS, direction="up"),
    Row("tk.3.3.3", "Phản ánh, kiến nghị đã công khai trả lời", "TTHC", _PETITIONS, direction="up"),
    ratio("tk.3.5.1", "Tỷ lệ giải quyết trước và đúng hạn", "TTHC", "tthc.c8 + tthc.c9", "tthc.c7"),
    Row("tk.3.5.2", "Số hồ sơ trễ hạn", "TTHC", FILES, direction="down"),
    Row("tk.3.5.3", "Số hồ sơ trễ hạn đã xin lỗi bằng văn bản", "TTHC", FILES),
)
ORGANISATION = (
    stock("tk.4.1.a", "Số thôn, tổ dân phố", "TCBM", "thôn"),
    Row("tk.4.1.b", "Số thôn, tổ dân phố đã sắp xếp, sáp nhập trong kỳ", "TCBM", "thôn"),
    stock("tk.4.2.1", "Số cán bộ, công chức được giao", "TCBM", PEOPLE),
    stock("tk.4.2.2", "Số cán bộ, công chức có mặt", "TCBM", PEOPLE),
    Row("tk.4.2.3", "Số cán bộ, công chức tinh giản trong kỳ", "TCBM", PEOPLE),
    stock("tk.4.2.4.a", "Người hoạt động không chuyên trách được giao", "TCBM", PEOPLE),
    stock("tk.4.2.4.b", "Người hoạt động không chuyên trách có mặt", "TCBM", PEOPLE),
    Row("tk.4.3.a", "Số vấn đề về phân cấp phát hiện", "TCBM", _ISSUES),
    Row("tk.4.3.b", "Số vấn đề về phân cấp đã xử lý", "TCBM", _ISSUES, direction="up"),
)
SERVICE = (
    stock("tk.5.1", "Số cán bộ, công chức bố trí đúng vị trí việc làm, đạt chuẩn", "CV", PEOPLE, direction="up"),
    Row("tk.5.2.a", "Số người tuyển dụng (thi, xét, tiếp nhận)", "CV", PEOPLE),
    Row("tk.5.2.b", "Số người được bổ nhiệm", "CV", PEOPLE),
    Row("tk.5.3.a", "Số cán bộ, công chức bị khiển trách", "CV", PEOPLE, direction="down"),
    Row("tk.5.3.b", "Số cán bộ, công chức bị cảnh cáo", "CV", PEOPLE, direction="down"),
    Row("tk.5.3.c", "Số cán bộ, công chức bị kỷ luật hình thức khác", "CV", PEOPLE, direction="down"),
    Row("tk.5.4.a", "Số lượt cán bộ, công chức đào tạo, bồi dưỡng", "CV", "lượt", direction="up"),
    Row("tk.5.4.b", "Số lượt đào tạo, bồi dưỡng về CCHC", "CV", "lượt", direction="up"),
    Row("tk.5.5", "Số cán bộ, công chức chuyển đổi vị trí công tác", "CV", PEOPLE),
)
FINANCE = (
    money("tk.6.1.1", "Kế hoạch vốn đầu tư công", "TCC"),
    money("tk.6.1.2", "Vốn đầu tư công đã giải ngân", "TCC"),
    ratio("tk.6.1.3", "Tỷ lệ giải ngân vốn đầu tư công", "TCC", "tk.6.1.2", "tk.6.1.1"),
    money("tk.6.2.a", "Kinh phí bố trí cho CCHC, kế hoạch", "TCC"),
    money("tk.6.2.b", "Kinh phí bố trí cho CCHC, thực hiện", "TCC"),
    stock("tk.6.3.a", "Đơn vị sự nghiệp tự chủ nhóm 1", "TCC", "đơn vị"),
    stock("tk.6.3.b", "Đơn vị sự nghiệp tự chủ nhóm 2", "TCC", "đơn vị"),
    stock("tk.6.3.c", "Đơn vị sự nghiệp tự chủ nhóm 3", "TCC", "đơn vị"),
    stock("tk.6.3.d", "Đơn vị sự nghiệp tự chủ nhóm 4", "TCC", "đơn vị"),
)
DIGITAL = (
    Row("tk.7.1.a", "Văn bản đi điện tử", "CQS", PAPERS),
    Row("tk.7.1.b", "Văn bản đi điện tử ký số đầy đủ", "CQS", PAPERS, direction="up"),
    ratio("tk.7.1.tl", "Tỷ lệ văn bản đi điện tử ký số đầy đủ", "CQS", "tk.7.1.b", "tk.7.1.a"),
    stock("tk.7.2.1", "TTHC trực tuyến toàn trình", "CQS", PROCEDURES, across="none"),
    stock("tk.7.2.2", "TTHC trực tuyến một phần", "CQS", PROCEDURES, across="none"),
    stock("tk.7.2.3", "TTHC trực tuyến toàn trình có phát sinh hồ sơ", "CQS", PROCEDURES, across="none"),
    stock("tk.7.2.4", "TTHC trực tuyến một phần có phát sinh hồ sơ", "CQS", PROCEDURES, across="none"),
    Row("tk.7.2.5", "Hồ sơ trực tuyến toàn trình", "CQS", FILES, direction="up"),
    Row("tk.7.2.6", "Hồ sơ trực tuyến một phần", "CQS", FILES),
    Row("tk.7.2.7", "Hồ sơ trực tiếp", "CQS", FILES),
    ratio("tk.7.2.7.tl", "Tỷ lệ hồ sơ trực tuyến", "CQS", "tk.7.2.5 + tk.7.2.6", "tk.7.2.5 + tk.7.2.6 + tk.7.2.7"),
    stock("tk.7.3.1", "TTHC có nghĩa vụ tài chính", "CQS", PROCEDURES, across="none"),
    stock("tk.7.3.2", "TTHC đã triển khai thanh toán trực tuyến", "CQS", PROCEDURES, across="none"),
    stock("tk.7.3.3", "TTHC có giao dịch thanh toán trực tuyến", "CQS", PROCEDURES, across="none"),
    Row("tk.7.3.4", "Hồ sơ phải nộp phí, lệ phí", "CQS", FILES),
    Row("tk.7.3.5", "Hồ sơ nộp phí, lệ phí trực tuyến", "CQS", FILES, direction="up"),
    ratio("tk.7.3.5.tl", "Tỷ lệ thanh toán trực tuyến", "CQS", "tk.7.3.5", "tk.7.3.4"),
    stock("tk.7.4.1", "TTHC thực hiện qua bưu chính công ích", "CQS", PROCEDURES, across="none"),
    Row("tk.7.4.2", "Hồ sơ tiếp nhận, trả kết quả qua bưu chính công ích", "CQS", FILES),
    Row("tk.7.5.1", "Hồ sơ số hóa khi tiếp nhận", "CQS", FILES, direction="up"),
    ratio("tk.7.5.1.tl", "Tỷ lệ hồ sơ số hóa khi tiếp nhận", "CQS", "tk.7.5.1", "tthc.c4 + tthc.c5"),
    Row("tk.7.5.2", "Hồ sơ có kết quả điện tử", "CQS", FILES, direction="up"),
    ratio("tk.7.5.2.tl", "Tỷ lệ hồ sơ có kết quả điện tử", "CQS", "tk.7.5.2", "tthc.c7"),
    stock("tk.7.5.3", "Kết quả còn hiệu lực đã số hóa", "CQS", FILES, direction="up"),
    stock("tk.7.5.3.m", "Kết quả còn hiệu lực", "CQS", FILES),
    ratio("tk.7.5.3.tl", "Tỷ lệ kết quả còn hiệu lực đã số hóa", "CQS", "tk.7.5.3", "tk.7.5.3.m"),
    code("tk.7.6.a", "Duy trì hệ thống quản lý chất lượng ISO 9001 (Không 0, Có 1)", "CQS"),
    code("tk.7.6.b", "Đánh giá nội bộ hệ thống quản lý chất lượng ISO 9001 (Không 0, Có 1)", "CQS"),
)
ROWS = (*DIRECTING, *INSTITUTIONS, *PROCEDURE_ROWS, *ORGANISATION, *SERVICE, *FINANCE, *DIGITAL)

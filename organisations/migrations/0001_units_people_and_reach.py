import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='có hiệu lực từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='đến hết ngày')),
                ('kind', models.CharField(choices=[('province', 'Tỉnh, thành phố trực thuộc trung ương'), ('district', 'Huyện, quận, thị xã'), ('commune', 'Xã'), ('ward', 'Phường'), ('township', 'Thị trấn'), ('special_zone', 'Đặc khu'), ('department', 'Sở, ban, ngành'), ('division', 'Phòng chuyên môn'), ('office', 'Văn phòng, trung tâm, bộ phận'), ('post', 'Chức danh chuyên môn'), ('body', 'Ban chỉ đạo, tổ, hội đồng')], max_length=20, verbose_name='loại')),
                ('code', models.SlugField(max_length=40, unique=True, verbose_name='mã')),
                ('name', models.CharField(max_length=200, verbose_name='tên')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='organisations.unit', verbose_name='thuộc')),
                ('issuer_name', models.CharField(blank=True, max_length=200, verbose_name='tên cơ quan ban hành')),
                ('issuer_short', models.CharField(blank=True, max_length=120, verbose_name='tên viết gọn trong câu')),
                ('superior_name', models.CharField(blank=True, max_length=200, verbose_name='cơ quan chủ quản trực tiếp')),
                ('abbreviation', models.CharField(blank=True, max_length=20, verbose_name='chữ viết tắt trong ký hiệu')),
                ('place_name', models.CharField(blank=True, max_length=100, verbose_name='địa danh')),
                ('regime', models.CharField(choices=[('collective', 'Tập thể (TM.)'), ('head', 'Thủ trưởng')], default='collective', max_length=12, verbose_name='chế độ làm việc')),
                ('head_title', models.CharField(default='Chủ tịch', max_length=60, verbose_name='chức danh người đứng đầu')),
                ('head_phone', models.CharField(blank=True, max_length=30, verbose_name='điện thoại người đứng đầu')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='điện thoại cơ quan')),
                ('order', models.PositiveIntegerField(default=0, verbose_name='thứ tự')),
            ],
            options={
                'verbose_name': 'đơn vị',
                'verbose_name_plural': 'đơn vị',
                'ordering': ['order', 'name', 'id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='organisations_unit_dates_in_order', violation_error_message='Ngày kết thúc phải từ ngày bắt đầu trở đi.')],
            },
        ),
        migrations.CreateModel(
            name='Reach',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('viewer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reaches', to='organisations.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reached_by', to='organisations.unit')),
                ('subject', models.CharField(blank=True, max_length=12)),
                ('via', models.CharField(choices=[('own', 'Đơn vị mình'), ('subtree', 'Trực thuộc'), ('review', 'Theo dõi'), ('succession', 'Kế thừa')], max_length=12)),
                ('inherits', models.CharField(blank=True, max_length=12)),
            ],
            options={
                'verbose_name': 'tầm nhìn',
                'verbose_name_plural': 'tầm nhìn',
                'indexes': [models.Index(fields=['unit', 'viewer'], name='organisations_reach_unit')],
                'constraints': [models.UniqueConstraint(fields=('viewer', 'unit', 'subject', 'via', 'inherits'), name='organisations_reach_once')],
            },
        ),
        migrations.CreateModel(
            name='UnitSetting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='có hiệu lực từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='đến hết ngày')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='settings', to='organisations.unit', verbose_name='đơn vị')),
                ('key', models.CharField(choices=[('single_check', 'Một người kiểm tra cả nội dung và thể thức'), ('same_person', 'Người soạn được tự ký, tự kết luận'), ('portal_register', 'Cổng là sổ đăng ký văn bản đi của đơn vị'), ('shared_computer', 'Máy dùng chung, không lưu bản nháp trên máy')], max_length=20, verbose_name='thiết lập')),
                ('reason', models.CharField(max_length=300, verbose_name='căn cứ, lý do')),
            ],
            options={
                'verbose_name': 'thiết lập của đơn vị',
                'verbose_name_plural': 'thiết lập của đơn vị',
                'ordering': ['unit_id', 'key', '-valid_from'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='organisations_unitsetting_dates_in_order', violation_error_message='Ngày kết thúc phải từ ngày bắt đầu trở đi.')],
            },
        ),
        migrations.CreateModel(
            name='Succession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('predecessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successions_out', to='organisations.unit', verbose_name='đơn vị cũ')),
                ('successor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successions_in', to='organisations.unit', verbose_name='đơn vị kế thừa')),
                ('kind', models.CharField(choices=[('merge', 'Sáp nhập'), ('split', 'Chia tách'), ('rename', 'Đổi tên'), ('dissolve', 'Giải thể, chuyển giao')], max_length=12, verbose_name='hình thức')),
                ('effective_on', models.DateField(verbose_name='từ ngày')),
                ('ground_text', models.CharField(max_length=300, verbose_name='văn bản căn cứ')),
                ('ground_key', models.CharField(blank=True, max_length=80, verbose_name='khóa số văn bản căn cứ')),
            ],
            options={
                'verbose_name': 'kế thừa',
                'verbose_name_plural': 'kế thừa',
                'ordering': ['effective_on', 'id'],
                'constraints': [models.UniqueConstraint(fields=('predecessor', 'successor', 'effective_on'), name='organisations_succession_once', violation_error_message='Việc kế thừa này đã được ghi.'), models.CheckConstraint(condition=models.Q(('predecessor', models.F('successor')), _negated=True), name='organisations_succession_of_another', violation_error_message='Đơn vị không kế thừa chính mình.')],
            },
        ),
        migrations.CreateModel(
            name='ReviewRelation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='có hiệu lực từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='đến hết ngày')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviewed_by', to='organisations.unit', verbose_name='đơn vị')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='organisations.unit', verbose_name='cơ quan theo dõi')),
                ('subject', models.CharField(choices=[('plan', 'Kế hoạch'), ('report', 'Báo cáo'), ('scorecard', 'Chấm điểm'), ('registration', 'Đăng ký')], max_length=12, verbose_name='nội dung')),
            ],
            options={
                'verbose_name': 'quan hệ theo dõi',
                'verbose_name_plural': 'quan hệ theo dõi',
                'ordering': ['unit_id', 'subject', '-valid_from'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='organisations_reviewrelation_dates_in_order', violation_error_message='Ngày kết thúc phải từ ngày bắt đầu trở đi.'), models.UniqueConstraint(fields=('unit', 'authority', 'subject', 'valid_from'), name='organisations_reviewrelation_once', violation_error_message='Quan hệ theo dõi này đã có từ ngày đó.')],
            },
        ),
        migrations.CreateModel(
            name='Official',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('full_name', models.CharField(max_length=120, verbose_name='họ và tên')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='điện thoại')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='thư điện tử')),
            ],
            options={
                'verbose_name': 'cán bộ, công chức',
                'verbose_name_plural': 'cán bộ, công chức',
                'ordering': ['full_name', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='có hiệu lực từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='đến hết ngày')),
                ('official', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='organisations.official', verbose_name='người')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='organisations.unit', verbose_name='đơn vị')),
                ('title', models.CharField(max_length=120, verbose_name='chức danh')),
                ('standing', models.CharField(choices=[('full', 'Chính thức'), ('acting', 'Quyền (Q.)'), ('in_charge', 'Phụ trách')], default='full', max_length=12, verbose_name='tư cách')),
                ('is_head', models.BooleanField(default=False, verbose_name='đứng đầu đơn vị')),
                ('is_focal_point', models.BooleanField(default=False, verbose_name='đầu mối CCHC')),
                ('field', models.CharField(blank=True, max_length=200, verbose_name='lĩnh vực phụ trách')),
                ('ground_text', models.CharField(blank=True, max_length=300, verbose_name='văn bản căn cứ')),
            ],
            options={
                'verbose_name': 'chức vụ',
                'verbose_name_plural': 'chức vụ',
                'ordering': ['-is_head', 'unit_id', 'title', 'id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='organisations_appointment_dates_in_order', violation_error_message='Ngày kết thúc phải từ ngày bắt đầu trở đi.')],
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('kind', models.CharField(choices=[('person', 'Người'), ('service', 'Hệ thống')], default='person', max_length=8, verbose_name='loại')),
                ('official', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='user', to='organisations.official', verbose_name='cán bộ, công chức')),
                ('is_demo', models.BooleanField(default=False, verbose_name='tài khoản trình diễn')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'người dùng',
                'verbose_name_plural': 'người dùng',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'service'), ('official', None)), ('kind', 'person'), _connector='OR'), name='organisations_user_person_or_service', violation_error_message='Tài khoản của hệ thống không gắn với người.')],
            },
            managers=[
                ('objects', django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='có hiệu lực từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='đến hết ngày')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL, verbose_name='người dùng')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='organisations.unit', verbose_name='đơn vị')),
                ('role', models.CharField(choices=[('field_official', 'Công chức phụ trách lĩnh vực'), ('focal_point', 'Đầu mối CCHC'), ('office_head', 'Phụ trách bộ phận soạn thảo'), ('records_clerk', 'Văn thư'), ('chairman', 'Chủ tịch, thủ trưởng'), ('reviewer', 'Chuyên viên theo dõi'), ('review_head', 'Lãnh đạo cơ quan theo dõi'), ('viewer', 'Lãnh đạo xem'), ('administrator', 'Quản trị'), ('service', 'Hệ thống kết nối')], max_length=20, verbose_name='vai trò')),
                ('areas', models.JSONField(blank=True, default=list, verbose_name='chỉ các lĩnh vực')),
            ],
            options={
                'verbose_name': 'phân quyền',
                'verbose_name_plural': 'phân quyền',
                'ordering': ['user_id', 'unit_id', 'role'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='organisations_membership_dates_in_order', violation_error_message='Ngày kết thúc phải từ ngày bắt đầu trở đi.'), models.UniqueConstraint(fields=('user', 'unit', 'role', 'valid_from'), name='organisations_membership_once', violation_error_message='Phân quyền này đã có từ ngày đó.')],
            },
        ),
        migrations.CreateModel(
            name='Delegation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(verbose_name='có hiệu lực từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='đến hết ngày')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to='organisations.unit', verbose_name='đơn vị')),
                ('office_title', models.CharField(max_length=120, verbose_name='chức vụ giao')),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations_given', to='organisations.official', verbose_name='người giao')),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations_held', to='organisations.official', verbose_name='người được giao')),
                ('to_title', models.CharField(max_length=120, verbose_name='chức vụ của người được giao')),
                ('capabilities', models.JSONField(default=list, verbose_name='được làm')),
                ('areas', models.JSONField(blank=True, default=list, verbose_name='chỉ các lĩnh vực')),
                ('capacity', models.CharField(blank=True, choices=[('KT', 'Ký thay (KT.)'), ('TUQ', 'Thừa ủy quyền (TUQ.)'), ('Q', 'Quyền (Q.)'), ('', 'Không ký')], max_length=3, verbose_name='tư cách ký')),
                ('ground_text', models.CharField(max_length=300, verbose_name='văn bản căn cứ')),
                ('ground_key', models.CharField(blank=True, max_length=80, verbose_name='khóa số văn bản căn cứ')),
            ],
            options={
                'verbose_name': 'phân công, ủy quyền',
                'verbose_name_plural': 'phân công, ủy quyền',
                'ordering': ['unit_id', '-valid_from'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='organisations_delegation_dates_in_order', violation_error_message='Ngày kết thúc phải từ ngày bắt đầu trở đi.'), models.CheckConstraint(condition=models.Q(('given_by', models.F('to')), _negated=True), name='organisations_delegation_to_another', violation_error_message='Không tự phân công cho chính mình.')],
            },
        ),
    ]

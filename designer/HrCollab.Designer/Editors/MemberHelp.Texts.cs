namespace HrCollab.Designer.Editors;

internal static partial class MemberHelp
{
    private const string Texts = """
        subsidiary/department|它和它以下的部门都归这家公司|It and all departments below it belong to the company
        subsidiary/calendar|不写就用集团的日历|The group's when it is not said
        inherits|集团同类定义的编号;这里没写的都按它|The group's definition that holds where nothing is said here
        without|不继承的条目编号|Ids of the inherited parts that are taken away
        fixed|子公司不能改动或去掉的条目编号,例如 approval|Ids of the parts that no subsidiary may change or take away, such as approval
        id|文件里用的短名,字母开头,起好后不要改|Short name used in other files; begins with a letter and stays once chosen
        key|用来认出一条档案的字段,例如 employment.employeeNo|The field that identifies a record, such as employment.employeeNo
        label|给人看的名称字段,例如 identity.name|The field that names a record for people, such as identity.name
        owner|哪个职责负责这组信息的正确性|The duty that answers for these data
        sensitivity|敏感信息必须写明收集目的、依据和保存期限|Sensitive data need a purpose, a basis and a retention
        mask|只有掩码权限的人看到的样子|What people see who may only see it masked
        purpose|为什么收集(个人信息保护法第六条)|Why it is kept (PIPL Art. 6)
        basis|法律依据,例如 PIPL 13(2)|Legal basis, such as PIPL 13(2)
        retention|保存多久,例如 P2Y after employment.leaveDate|How long it is kept, such as P2Y after employment.leaveDate
        sourceOfTruth|两处不一致时以什么为准(代码表 sources);字段不写就同字段组|What counts when two values disagree (code list sources); a field that says nothing takes that of its group
        aliases|各部门文件里对它的叫法,导入时自动对应|What departments call it in their files; matched on import
        codes|填写时只能从这个代码表里选|Only codes of this list are accepted
        reference|值是哪一类档案的主键|Whose key the value is
        format|样式以外的校验:idcard、mobile、email、bankcard、key|A check beyond patterns: idcard, mobile, email, bankcard, key
        pattern|整段文字必须符合的正则表达式|A regular expression for the whole text
        scale|最多几位小数|Most decimals
        rowKey|一行中必填的字段;没有两行相同|A required field of a row in which no two rows are the same
        minRows|给出列表时最少几行|Fewest rows of a list that is given
        maxRows|最多几行;不写为 50,上限 200|Most rows; 50 when it is not said, at most 200
        normalize|保存前统一写法:halfWidth 半角、upper 大写、lower 小写、digits 只留数字|Made alike before it is kept: halfWidth, upper, lower, digits
        required|没有它就不能保存|Nothing is kept without it
        requiredWhen|条件成立时必填,例如 newBaseSalary != null|Required when this holds, such as newBaseSalary != null
        visibleWhen|条件成立时才显示|Asked only when this holds
        prefill|打开表单时先填好的值|What stands there when the form is opened
        when|条件成立时才适用;留空为总是适用|Applies only when this holds; empty means always
        require|不成立就不接受|Refused unless this holds
        message|不成立时填写人看到的话|What people read when it does not hold
        warning|只提醒,不拦截|Says so but does not stop anything
        at|提示显示在哪个字段旁|The field that the message stands beside
        bySubject|事项涉及的本人可以决定这一步,例如本人同意;否则由别人决定|The person the case is about may decide this step, such as a consent; otherwise somebody else does
        deadline|例如 2 wd(2 个工作日)、4 wh(4 个工作小时)|Such as 2 wd (two working days) or 4 wh (four working hours)
        remind|到期前提醒,例如 1 wd before|Reminded before it is due, such as 1 wd before
        publish|只用于服务账号:可发布版本,并启用已由人员批准的版本|For service accounts: may publish revisions, and activate what people have approved
        submitters|哪些角色可以提交|Roles that may submit it
        importers|哪些职责可以导入|Duties that may import it
        subject|关于哪一类档案|Which kind of record it is about
        head|写入该部门当时的负责人;空缺或为本人时取上级部门负责人。set 已给出值的字段不变|Gets who heads the department then; where that is vacant or the person's own place, the next head above. What set gives stands
        draws|直接使用信息标准里的字段|Takes a field of the standard as it is
        rules|提交时一并判断的规则|Rules that judge every submission
        permissions/workdays|只在每月的这些工作日有效,例如 2-10;留空为总是有效|Counts on these working days of every month only, such as 2-10; empty means always
        visibleTo|只有这些角色看得到|Only these roles see it
        formats|接受的文件格式:csv、xlsx、ndjson|Accepted files: csv, xlsx, ndjson
        timeZone|日期从哪里的零点开始,例如 Asia/Shanghai|Where days begin, such as Asia/Shanghai
        alertDuty|找不到责任人时通知谁|Who is told when nobody can be found for a step
        publishDuty|谁可以发布和启用|Who may publish and activate
        alertInstead|告警职责的人员及其上级都须回避时由谁处理|Who sees to a decision when those of the alert duty and everybody above them may not
        operateDuty|谁可以查看运行状况并重试失败项|Who sees how the system runs and tries again what failed
        feedbackDuty|谁可以看到全部反馈和月报;文件夹的负责人看到其中定义的反馈|Who reads all feedback and its monthly report; owners of a folder read that on its definitions
        owners|各文件夹的改动由谁审核|Who reviews changes, per folder
        unseen|无权查看的档案和事项:notFound 与不存在的一样,forbidden 告知无权(403)|Of records and cases one may not see: notFound as if they did not exist, forbidden says so (403)
        refusalDays|被拒绝的申请和变更保留多少天供查询,之后删除|How many days a refused request can be looked up before it is deleted
        refusals|一个人的待修正列表最多保留多少条,满时最早的一条让位|How many refused requests wait in one person's list; when it is full the oldest gives way
        returns|同一事项最多退回几次,之后只能同意或拒绝|How often one case goes back; after that it is approved or rejected
        caseBytes|提交、重新提交和退回时事项文档的上限|How large a case may be when it is submitted, sent again or sent back
        correction|退回后提交人修改的时限,例如 2 wd|How long a submitter has to correct a returned form, such as 2 wd
        alert|告警职责处理受阻步骤的时限,例如 1 wd|How long the alert duty has for a blocked step, such as 1 wd
        importTries|文件或存储连续多少次无法读写后停止导入|How often in a row an import that cannot be read or written is tried
        backupHours|最近一次验证过的备份超过多少小时就告警|After how many hours without a verified backup operators are told
        feedback|一个人最多有多少条未处理的反馈|How much feedback of one person is open at a time
        feedbackLength|一条反馈最多多少字|How long one feedback may be
        goldenCases|接受或发布前最多运行多少个用例,超过就不接受|How many cases are run before a set is accepted; with more it is not
        goldenSeconds|全部用例最多运行多少秒,超过就不接受|How long all cases may take together; a set whose cases take longer is not accepted
        returnedDays|看板统计近多少天的不合格退回|For how many days work sent back counts on the board
        locked|法律规定的文件,改动前须先改这里|Files set by law; changing one takes a change here
        makeup|要上班的周六、周日|Saturdays and Sundays that are worked
        """;
}

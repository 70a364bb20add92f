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
        formats|接受的文件格式:csv、ndjson|Accepted files: csv, ndjson
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
        form/description|一句话说明用途,填表人看到|One line on what it is for, read by whoever fills it in
        Actions|规则成立或不成立时给出的输出|What the rule puts out when it holds or does not
        Context|动作的参数;输出用 Expression|Parameters of the action; Expression for an output
        Enabled|写 false 就不判断这条规则|False leaves the rule out
        ErrorMessage|不成立时填写人看到的话|What people read when it does not hold
        ErrorType|不起作用,只为读入已有的文件|Means nothing here; read for files that have it
        Expression|C# 写法的条件,例如 input1.contract.renewals < 2|A condition as C# writes it, such as input1.contract.renewals < 2
        GlobalParams|全部规则共用的中间值|Values that all rules of the workflow share
        LocalParams|只在这条规则里用的中间值|Values that only this rule uses
        Name|中间值或动作的名称|Name of the value or the action
        OnFailure|不成立时执行|Done when it does not hold
        OnSuccess|成立时执行|Done when it holds
        Operator|子规则怎样合并:And、Or、AndAlso、OrElse|How the rules within are joined: And, Or, AndAlso, OrElse
        Properties|不起作用,只为读入已有的文件|Means nothing here; read for files that have it
        RuleExpressionType|只接受 LambdaExpression|Only LambdaExpression is taken
        RuleName|规则的短名,提示和轨迹里用|Short name of the rule, used in messages and traces
        Rules|规则;有 Operator 时是子规则|The rules; those within where there is an Operator
        SuccessEvent|成立时记下的词|A word that is noted when it holds
        WorkflowName|流程的短名|Short name of the workflow
        WorkflowsToInject|先并入哪些流程的规则|Workflows whose rules are taken in first
        additionalInputs|不支持;写了就不接受|Not supported; refused when it is given
        inputFilter|不支持;写了就不接受|Not supported; refused when it is given
        ruleName|取哪条规则的输出|The rule whose output is taken
        workflowName|在哪个流程里找这条规则|The workflow in which the rule is
        workflow|一个 Microsoft RulesEngine 流程;其中规则必须全部成立|A workflow of Microsoft RulesEngine; all its rules must hold
        workflows|几个这样的流程;全部规则必须成立|Several such workflows; all rules of all of them must hold
        a|不能由同一人担任的两个角色之一|One of the two roles that one person should not hold
        b|另一个角色|The other role
        conflicts|不应由同一人担任的角色,两个一组,例如经办和复核|Pairs of roles that one person should not hold, such as doing and checking
        allow|每个字段组的权限:r 看、m 看掩码、u 改、c 新建时填、x 导出、- 无|Per group: r read, m masked, u update, c fill in on creation, x export, - nothing
        board|可以看部门看板上未办完的工作|May see the open work of the department
        create|可以新建档案|May create records
        matrix|每个角色一行|One line per role
        role|这一行是哪个角色|The role of this line
        roles|一个人怎样成为这个角色:按职责、职位、关系或逐人授予|How somebody comes to the role: by duty, position, relation or name
        permissions/relation|与档案的关系:self 本人、reports 直属上级、anyone 任何人|To the record: self, reports (its direct manager) or anyone
        responsibilities/relation|与事项的关系:subject 本人、submitter 提交人、manager 直属上级|To the case: subject, submitter, or manager of the subject
        scope|管到哪里:department 本部门、subtree 含下级、assigned 担任职责的部门|How far it reaches: department, subtree, or assigned (where the duty is held)
        position|担任此职位的人|Whoever works in this position
        service|服务账号(代码表 services):是程序不是人,能接触全部档案|A service account (code list services): a program, not a person; it reaches every record
        until|角色到这一天为止|Last day on which the role counts
        permissions/standard|这份权限保护哪一类档案|The standard whose records it protects
        responsibilities/standard|怎样才算做好了|How one sees that it is done well
        exchange/standard|导入成哪一类档案|The standard of the records
        codeList/standard|依据的标准,例如 GB/T 2261.1-2003|The standard it follows, such as GB/T 2261.1-2003
        responsibilities/after|超过时限多久以后,例如 1 wd;0 wd 为当天下班|How long after the due time, such as 1 wd; 0 wd at the end of that day
        climb|该职责空缺时到上级部门找|Looks in the departments above when the duty is vacant
        cooperating|帮忙的人,不负责结果|Who helps and does not answer for it
        permissions/duty|部门的职责(head、hrbp 等)或公司级职责|A duty of a department, such as head or hrbp, or one of the company
        duty|写了部门就是该部门的职责,否则是公司级职责|Of a department where one is named, else of the whole company
        escalate|逾期后通知谁|Who is told when it is late
        evidence|办结要交什么:none 打勾、text、date、time、expiry(未过期的日期)|What is given: none (a tick), text, date, time or expiry (a date that has not passed)
        instead|责任人就是申请人时由谁决定|Who decides when the responsible person is the one who asked
        responsibilities/of|部门从哪里来:字段路径、responsible 责任方的部门、parent 上级部门|Which department: a field, responsible (that of who answers), or parent
        calendar/of|这一年属于哪个日历|The calendar that the year belongs to
        optional|不做也能办结|The work can be finished without it
        person|人员编号,或装着人员编号的字段路径|A person's key, or the field that holds one
        responsible|对结果负责的一方|Who answers for it
        seenBy|谁看得到凭证:step 办这一步的人,case 看得到事项的人|Who sees the evidence: step (who does the step) or case (who sees the case)
        work|要做什么,一句话|What is to be done, in a sentence
        responsibilities/rows|协作的每一步一行|One row per step of working together
        checks|字段之间的校验,提交时判断|Conditions across fields, judged on submission
        responsibilities/to|通知谁|Who is told
        rules/rows|决策表的行;每行是一种情况和它的结果|Rows of the table: each is a case and what it gives
        table|用一张表写出各种情况的结果|A decision table: cases and what they give
        hitPolicy|几行适用时怎么取:UNIQUE 只能一行、FIRST 取第一行、COLLECT 汇总|What counts when several rows match: UNIQUE one only, FIRST the first, COLLECT all
        aggregation|COLLECT 时怎样汇总:sum、min、max、count;不写为列表|How COLLECT puts rows together: sum, min, max, count; a list when it is not said
        inputs|表看哪些字段,从左到右|What the rows look at, from left to right
        outputs|表给出哪些结果|What the table gives
        output|哪个输出是法定限度|The output that is the limit
        read|对象的信息标准里的字段,例如 contract.termMonths|A field of the subject's standard, such as contract.termMonths
        formula|用表达式算出来,例如 addDays(person.contract.endDate, -30)|An expression, such as addDays(person.contract.endDate, -30)
        default|没有一行适用时的结果;不写则转人工|What it gives when no row matches; when it is not said a person is asked
        rules/values|结果的优先次序,最优先的在前|Results in order of priority, the highest first
        rules/limits|受哪条法定限度约束,例如 contract.probationMonths|The limit of the law it is held to, such as contract.probationMonths
        manifest/limits|每人可保留多少内容的上限|What people may keep and how much of it
        statute|这张表是法定限度,公司的表不能超出|The table is a limit set by law; no table of the company goes beyond it
        law|法律名称,例如 劳动合同法|The law, such as Labour Contract Law
        article|哪一条,例如 第十九条|Where in it, such as article 19
        bound|atMost 不得超过、atLeast 不得少于|atMost or atLeast
        conditions|必须全部成立的条件|Conditions that must all hold
        then|这一行给出的结果,每个输出一个|What the row gives, one value per output
        note|为什么有这一行|Why the row is there
        workflow/approve|one 任何一位责任人同意即可,all 每一位都要同意|one: any of the responsible people decides; all: each of them
        approve|one 任何一位责任人同意即可,all 每一位都要同意|one: any of the responsible people decides; all: each of them
        choose|几个分支中走第一个成立的|The first branch whose condition holds is taken
        parallel|几个分支同时进行|Branches that run at the same time
        join|all 全部分支完成、any 任一分支完成后继续|Goes on when all branches are done, or any
        draw|把表单引用的全部字段写入档案|Writes every field that the form draws into the record
        effect|办到这一步时改动档案|A change of the record at this step
        set|写入哪些字段,值用表达式;没有值的保持不变|Fields it writes, each by an expression; one that gives no value stays as it is
        on|从哪个日期起生效,例如 1 d after form.lastWorkingDay;不写立即生效|The date from which it holds, such as 1 d after form.lastWorkingDay; at once when it is not said
        form|由哪张表单发起;字段写作 form.x|The form that starts it; its fields are form.x
        notBefore|这一天之前不能办结,时限也从这天起算|Cannot be finished before this date, and its time begins then
        requires|这些步骤完成后才能办结或同意|Steps that must be done before
        responsibilities|步骤从哪张责任矩阵取责任人|The matrix whose rows the steps name
        row|责任矩阵里的哪一行|The row of the responsibility matrix
        steps|按顺序的步骤|The steps in order
        task|要办理并逐项确认的工作|Work with the checks of its row
        manifest/calendar|时限按哪个日历算,除非流程另写|The calendar of deadlines unless a workflow names another
        calendar|时限按哪个日历算|The calendar that deadlines use
        company|公司的名称,页面和单据上显示|Name of the company, shown on pages and documents
        formatVersion|定义文件的格式版本,现在是 1|Version of the definition format; 1 today
        draftBytes|一份草稿最多多少字节;不写为 262144|Bytes of one draft; 262,144 when it is not said
        drafts|一个人同时保留多少份草稿;不写为 50|Drafts one person keeps at a time; 50 when it is not said
        refusalBytes|被拒绝的决定最多保存多少字节,超过就不保存|Bytes in which a refused decision is kept; a larger one is not
        scheduledChanges|一条档案里等待生效的变更最多多少条|Changes of one record that wait for a later day
        holidays|放假的日子,不论星期几|Days off, whatever day of the week
        hours|一天的工作时间,例如 09:00-12:00、13:00-18:00|Working hours of a day, such as 09:00-12:00, 13:00-18:00
        weekend|平常每周的休息日,写英文小写|Days off in an ordinary week, in English and lower case
        calendar/from|第一天|The first day
        calendar/to|最后一天|The last day
        codeList/from|从这一天起可用|First day it may be used
        codeList/to|用到这一天为止,以后仍读得出|Last day it may be used; it stays readable afterwards
        exchange/from|文件里的列名|The column of the file
        exchange/to|写到信息标准的哪个字段|The field of the standard it goes to
        source|内容从哪里来、核对过什么|Where the content is from and what was checked
        url|可以查到原文的网址|Where it can be read
        code|数据里写的代码|As data holds it
        parent|它归在哪个代码之下|The code it belongs under
        codeList/values|代码,按选择时的次序|The codes in the order in which people choose
        values|可以取的值|The values
        extends|先有这个代码表的全部代码;重复的代码以这里为准|A list whose codes come first; one repeated here replaces it
        replacedBy|接替它的标准|The standard that took its place
        replaces|它接替的标准|The standards it took the place of
        standing|标准现行还是已被代替;没查过就不写|Whether that standard is in force or replaced; left out when nobody has looked it up
        status|内容可信到什么程度|How well the content is known
        columns|每个字段取自哪一列|Where each field comes from
        constant|每一行都是这个值|The same for every row
        ignore|可以有但不导入的列|Columns that may be there and are not taken
        map|文件里的写法换成标准的写法;没列出的保持原样|What the file writes and what the standard calls it; what is not listed stays
        onUnknownColumn|遇到没见过的列:refuse 不接受(默认)、ignore 忽略|A column nobody knows: refuse (the default) or ignore
        onlyNew|只用于新档案:之后有人改过的不动|Only for records that are new: what somebody has changed since stays
        onlyWhen|只导入这些行:所列各列须是其中之一|Rows that are taken: each column named must hold one of its texts
        prefix|不空时加在前面|Put before what is not empty
        split|一列里几项之间的分隔符|What separates the items of a column that holds a list
        take|取其中第几项:first、last|Which item of the list: first or last
        template|几列拼在一起,例如 {first_name} {last_name}|Columns joined, such as {first_name} {last_name}
        compute|由其他字段算出,不能手填|Follows from other fields; nobody can write it
        script|JavaScript,每行一段文字|JavaScript, one line of it per text
        reads|脚本读取的字段路径|Fields that the script gets
        form/fields|这个分区问的字段,按次序|What the section asks, in order
        fields|字段;rows 类型时是一行里的字段|The fields; of rows those of one row
        groups|字段组,每组有一个负责的职责|Field groups; each has one duty that answers for it
        help|填写时显示在旁边的一句话|One line beside the field for whoever fills it in
        sections|分区,各有标题|Fields under headings
        creates|档案还不存在,由这张表单新建|The record does not exist yet; the form makes it
        min|最小的数,含它本身|Least number, itself included
        max|最大的数,含它本身|Greatest number, itself included
        minLength|最少几个字|Fewest characters
        maxLength|最多几个字|Most characters
        type|值的类型:文字、代码、数字、日期等|What kind of value it is: text, code, number, date and so on
        jsonSchema|整条档案还要符合的 JSON Schema|A JSON Schema that whole records are held to
        schema/jsonSchema|JSON Schema(2020-12);不认识的关键字不接受|A JSON Schema (2020-12); keywords that are not enforced are refused
        lines|每个痛点一行|One line per pain
        pain|现在哪里难受|What hurts
        target|以后要做到什么|What shall be so instead
        process|这件事现在怎么叫|What people call it today
        satisfied|由哪些定义满足,例如 workflows/transfer;空着就是尚未覆盖|Definitions that satisfy it, such as workflows/transfer; without one it is uncovered
        volume|多久发生一次,例如 每月约 30 件|How often it happens, such as about 30 a month
        requirements/owner|谁提出、由谁确认已满足的职责|The duty that raised the requirement and says when it is met
        """;
}

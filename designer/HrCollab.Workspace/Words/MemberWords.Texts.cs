namespace HrCollab.Workspace.Words;

public static partial class MemberWords
{
    private const string General = """
        $schema|Schema|Schema
        id|编号|Id
        title|标题|Title
        description|说明|Description
        help|填写提示|Help
        zh|中文|Chinese
        en|英文|English
        source|来源|Source
        url|网址|Address
        status|状态|Status
        standard|信息标准|Standard
        subject|对象|Subject
        form|表单|Form
        responsibilities|责任矩阵|Responsibility matrix
        calendar|日历|Calendar
        deadline|完成时限|Deadline
        owner|责任部门职责|Owner
        when|适用条件|Applies when
        require|必须满足|Must hold
        message|提示语|Message
        warning|仅提醒|Only warns
        at|提示位置|Shown at
        type|类型|Type
        format|格式|Format
        codes|代码表|Code list
        code|代码|Code
        key|主键|Key
        label|显示名字段|Label field
        groups|字段组|Field groups
        fields|字段|Fields
        required|必填|Required
        requiredWhen|何时必填|Required when
        visibleWhen|何时显示|Visible when
        prefill|预填|Prefill
        min|最小值|Minimum
        max|最大值|Maximum
        minLength|最短长度|Shortest
        maxLength|最大长度|Longest
        scale|小数位|Decimal places
        pattern|格式样式|Pattern
        normalize|规范化|Normalisation
        aliases|别名|Aliases
        sensitivity|敏感级别|Sensitivity
        mask|掩码方式|Masking
        purpose|收集目的|Purpose
        basis|法律依据|Legal basis
        retention|保存期限|Retention
        sourceOfTruth|权威来源|Source of truth
        reference|引用标准|Refers to
        compute|计算|Computed
        formula|公式|Formula
        script|脚本|Script
        reads|读取字段|Reads
        jsonSchema|JSON Schema|JSON Schema
        rules|规则|Rules
        conditions|条件|Conditions
        inputs|输入|Inputs
        outputs|输出|Outputs
        workflow|流程|Workflow
        table|决策表|Decision table
        rows|行|Rows
        rowKey|行的标识字段|Key of a row
        minRows|最少行数|Fewest rows
        maxRows|最多行数|Most rows
        hitPolicy|命中策略|Hit policy
        aggregation|汇总方式|Aggregation
        read|读取字段|Reads field
        limits|限制的字段|Limits
        values|取值|Values
        default|无命中时的值|Value without a match
        then|结果|Result
        note|说明|Note
        lines|需求|Requirements
        process|流程|Process
        pain|痛点|Pain
        target|目标|Target
        volume|业务量|Volume
        satisfied|由哪些定义满足|Satisfied by
        statute|法定上限|Statute
        law|法律|Law
        article|条款|Article
        bound|界限|Bound
        steps|步骤|Steps
        row|责任行|Responsibility row
        approve|审批方式|Approval
        task|办理任务|Task
        choose|条件分支|Branches by condition
        parallel|并行分支|Parallel branches
        join|汇合|Join
        effect|变更记录|Effect on records
        on|生效日期|On
        set|写入|Sets
        head|写入部门负责人|Sets to the head of
        draw|取号|Draws a number
        requires|前置步骤|Requires
        bySubject|本人可决定|Decided by the person concerned
        notBefore|最早完成日期|Not before
        visibleTo|可见人|Visible to
        work|工作内容|Work
        responsible|责任方|Responsible
        cooperating|配合方|Cooperating
        instead|本人回避时|Instead
        remind|提醒|Reminders
        escalate|上报|Escalation
        after|之后|After
        duty|职责|Duty
        of|所属部门|Of
        person|人员|Person
        relation|关系|Relation
        climb|逐级向上|Climbs
        evidence|需要凭证|Evidence
        optional|可选|Optional
        seenBy|凭证可见范围|Evidence seen by
        roles|角色|Roles
        role|角色|Role
        scope|范围|Scope
        until|截止日|Until
        matrix|权限|Permissions
        allow|允许|Allows
        create|可新建|May create
        board|可看看板|Sees the board
        publish|可发布|May publish
        sections|分区|Sections
        submitters|可提交角色|Submitters
        creates|新建记录|Creates a record
        draws|取自字段|Draws field
        checks|校验|Checks
        from|从|From
        to|到|To
        year|年份|Year
        holidays|放假|Holidays
        makeup|调休上班日|Make-up workdays
        hours|工作时间|Working hours
        weekend|休息日|Weekend
        parent|上级代码|Parent code
        extends|扩展代码表|Extends
        inherits|继承自|Inherits
        without|不继承|Without
        fixed|子公司不可改动|Fixed for subsidiaries
        standing|标准效力|Standing
        replaces|代替的标准|Replaces
        replacedBy|被何标准代替|Replaced by
        columns|列|Columns
        formats|文件格式|File formats
        importers|可导入职责|Importers
        ignore|忽略的列|Ignored columns
        onUnknownColumn|遇到未知列|On an unknown column
        constant|固定值|Constant
        map|换算|Maps
        prefix|前缀|Prefix
        split|分隔符|Separator
        take|取第几个|Takes
        template|模板|Template
        company|公司名称|Company
        formatVersion|格式版本|Format version
        timeZone|时区|Time zone
        alertDuty|告警职责|Alert duty
        publishDuty|发布职责|Publish duty
        alertInstead|回避时的告警职责|Alert duty instead
        operateDuty|运维职责|Operate duty
        feedbackDuty|反馈职责|Feedback duty
        owners|审核职责|Reviewers
        locked|锁定的规则|Locked rules
        drafts|每人草稿数|Drafts per person
        draftBytes|单份草稿字节数|Bytes of a draft
        refusalBytes|保留的拒绝决定字节数|Bytes of a kept refusal
        refusalDays|拒绝决定保留天数|Days a refusal is kept
        refusals|每人待修正条数上限|Most to fix per person
        returns|每个事项的退回次数|Returns of a case
        caseBytes|单个事项字节数|Bytes of a case
        correction|修改退回表单的时限|Time to correct a form
        alert|处理受阻步骤的时限|Time to look at a blocked step
        importTries|导入重试次数|Tries of an import
        backupHours|最久多少小时要有备份|Hours a backup may be old
        feedback|每人未处理的反馈数|Open feedback per person
        feedbackLength|单条反馈字数|Characters of a feedback
        goldenCases|用例数上限|Most golden cases
        goldenSeconds|运行用例的秒数|Seconds to run the cases
        returnedDays|看板统计退回的天数|Days returns count on the board
        scheduledChanges|每条记录的预定变更数|Scheduled changes of a record
        unseen|无权查看时的回答|Answer about what is unseen
        output|输出|Output
        name|名称|Name
        kind|种类|Kind
        order|顺序|Order

        """;

    private const string OfKinds = """
        codeList/status|核实情况|Verification
        codeList/standard|标准号|Standard number
        responsibilities/standard|工作标准|Work standard
        form/rules|提交规则|Submission rules
        rules/workflow|RulesEngine 流程|RulesEngine workflow
        rules/when|条件|Condition
        responsibilities/rows|责任行|Rows
        manifest/limits|上限|Limits
        permissions/until|有效至|Until
        permissions/workdays|每月第几个工作日|Working days of the month
        permissions/position|岗位|Position
        permissions/service|服务账号|Service account
        permissions/a|一方角色|One role
        permissions/b|另一方角色|Other role
        permissions/conflicts|职责分离|Separation of duties
        subsidiary/department|最上级部门|Department at the top
        calendar/from|开始|From
        calendar/to|结束|To
        codeList/from|启用日|Valid from
        codeList/to|停用日|Valid to
        exchange/from|来源列|Source column
        exchange/to|目标字段|Target field
        exchange/columns|列映射|Column mappings
        exchange/onlyWhen|取用哪些行|Rows taken
        exchange/onlyNew|仅用于新记录|New records only
        rules/workflows|规则工作流|Rule workflows
        workflow/responsibilities|责任矩阵|Responsibility matrix
        WorkflowName|流程名|WorkflowName
        RuleName|规则名|RuleName
        Expression|表达式|Expression
        """;

    private const string Items = """
        groups|字段组|field group
        fields|字段|field
        rules|规则|rule
        standard/rules|校验规则|rule
        lines|需求|requirement
        values|代码|code
        rows|行|row
        responsibilities/rows|责任行|row
        inputs|输入列|input
        outputs|输出列|output
        conditions|条件|condition
        checks|校验|check
        sections|分区|section
        steps|步骤|step
        choose|分支|branch
        parallel|并行分支|branch
        standard|工作标准|check
        cooperating|配合方|cooperating party
        roles|角色|role
        matrix|角色|role
        holidays|假期|holiday
        makeup|调休上班日|make-up workday
        aliases|别名|alias
        submitters|提交角色|submitter
        importers|导入职责|importer
        columns|列|column
        Rules|规则|rule
        conflicts|不相容角色|pair of roles
        remind|提醒|reminder
        escalate|上报|escalation
        """;
}

using HrCollab.Engine.Kernel;

namespace HrCollab.Functions.Storage.Tools;

/// <summary>What the commands say.</summary>
internal static class ToolTexts
{
    public static readonly Text Help = new(
        """
        用法:HrCollab.Functions [命令] [--设置 值 ...]     不带命令则启动应用

          provision                           在 Cosmos DB 中创建数据库和容器
          seed 人数                           加入一家用于压力测试的虚构公司
          backup 文件                         将存储写入归档并核对(SQLite 可在应用运行时进行)
          restore 文件                        将归档写入空的存储,重建视图并核对;中断后再次运行即可继续
          move --from sqlite --to cosmos      在两种存储之间搬移(反向亦可),核对数量和散列;中断后再次运行即可继续
          verify-views                        将视图与事件推导的结果比较,不写入
          rebuild-views                       由事件重新推导视图,写入不同之处
          help                                本说明

        除 backup(SQLite)外,请先停止应用。存储由 Storage:Provider、Storage:Path、Storage:Cosmos:* 指定;--lang zh|en 选择语言。
        退出码:0 完成;1 拒绝(说明原因);2 参数有误;3 比较结果不一致。
        """,
        """
        Usage: HrCollab.Functions [command] [--setting value ...]     starts the application without a command

          provision                           creates the database and containers of Cosmos DB
          seed PEOPLE                         adds a generated company for load
          backup FILE                         writes the store into an archive and verifies it (SQLite also while the application runs)
          restore FILE                        fills an empty store from an archive, derives its views, verifies; run again, it goes on where it stopped
          move --from sqlite --to cosmos      copies one store into the other (or back), verified by counts and hashes; run again, it goes on
          verify-views                        compares the views with what follows from the events, writes nothing
          rebuild-views                       derives the views from the events again and writes what differs
          help                                this text

        Stop the application first, except for a backup of SQLite. Storage:Provider, Storage:Path and Storage:Cosmos:* name the store; --lang zh|en chooses the language.
        Exit codes: 0 done; 1 refused (it says why); 2 wrong arguments; 3 what was compared differs.
        """);

    public static readonly Text Usage = new("不认识的命令或缺少参数:{0}", "An unknown command, or something is missing: {0}");
    public static readonly Text Failed = new("存储无法使用:{0}", "The store cannot be used: {0}");
    public static readonly Text SameStore = new("--from 和 --to 是同一种存储。", "--from and --to are the same kind of store.");
    public static readonly Text Container = new("{0,-8} {1,10} 份 {2}…  →  {3,10} 份 {4}…", "{0,-8} {1,10} documents {2}…  ->  {3,10} documents {4}…");
    public static readonly Text Same = new("一致:{0} 份文档,数量和散列相同。", "The same: {0} documents, equal by count and hash.");
    public static readonly Text NotSame = new("不一致。来源在复制期间有变动,或目标被别的程序写入;目标仍标记为未完成。请停止应用后再次运行。", "Not the same: the source changed meanwhile, or something else wrote into the target, which stays marked as unfinished. Stop the application and run this again.");
    public static readonly Text Moved = new("已搬移。将 Storage:Provider 设为 {0} 后启动应用;来源没有改动。", "Moved. Set Storage:Provider to {0} and start the application; the source is as it was.");
    public static readonly Text BackedUp = new("已写入并核对 {0}({1} 字节)。", "{0} is written and verified ({1} bytes).");
    public static readonly Text View = new("{0,-22} 正确 {1,8}  缺少 {2,6}  不同 {3,6}  多余 {4,6}", "{0,-22} right {1,8}  missing {2,6}  different {3,6}  extra {4,6}");
    public static readonly Text Waiting = new("应用停止时还有 {0} 处变动未进入视图(启动后会自动补上)。", "{0} changes had not reached the views when the application was stopped (it catches up when it starts).");
    public static readonly Text ViewsRight = new("视图与事件一致:{0} 行。", "The views are what follows from the events: {0} rows.");
    public static readonly Text ViewsMended = new("视图已修正:正确 {0} 行,补上 {1} 行,改写 {2} 行,删除 {3} 行。", "The views are mended: {0} rows were right, {1} added, {2} rewritten, {3} removed.");
    public static readonly Text ViewsWrong = new("视图与事件不一致:正确 {0} 行,缺少 {1} 行,不同 {2} 行,多余 {3} 行。请运行 rebuild-views。", "The views are not what follows from the events: {0} rows right, {1} missing, {2} different, {3} extra. Run rebuild-views.");
}

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>TaskList</name>
    <message numerus="yes">
        <source>blocked by %n task(s)</source>
        <translation><numerusform>blocked by %n task</numerusform><numerusform>blocked by %n tasks</numerusform></translation>
    </message>
</context>
<context>
    <name>convoy::items::SidebarModel</name>
    <message numerus="yes">
        <source>%1, %n open task(s)</source>
        <translation><numerusform>%1, %n open task</numerusform><numerusform>%1, %n open tasks</numerusform></translation>
    </message>
</context>
<context>
    <name>convoy::sync::SyncIndicator</name>
    <message numerus="yes">
        <source>%n changes are safe here.</source>
        <translation><numerusform>%n change is safe here.</numerusform><numerusform>%n changes are safe here.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n changes wait here.</source>
        <translation><numerusform>%n change waits here.</numerusform><numerusform>%n changes wait here.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Offline. %n changes saved on this device</source>
        <translation><numerusform>Offline. %n change saved on this device</numerusform><numerusform>Offline. %n changes saved on this device</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n changes waiting</source>
        <translation><numerusform>%n change waiting</numerusform><numerusform>%n changes waiting</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Not synced for %n days.</source>
        <translation><numerusform>Not synced for %n day.</numerusform><numerusform>Not synced for %n days.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n edits to review</source>
        <translation><numerusform>%n edit to review</numerusform><numerusform>%n edits to review</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n changes need attention</source>
        <translation><numerusform>%n change needs attention</numerusform><numerusform>%n changes need attention</numerusform></translation>
    </message>
</context>
<context>
    <name>convoy::ui::MainWindow</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation><numerusform>%n selected</numerusform><numerusform>%n selected</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n sent</source>
        <translation><numerusform>%n sent</numerusform><numerusform>%n sent</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n received</source>
        <translation><numerusform>%n received</numerusform><numerusform>%n received</numerusform></translation>
    </message>
</context>
<context>
    <name>convoy::ui::SignInDialog</name>
    <message numerus="yes">
        <source>Add this device's %n tasks to the account</source>
        <translation><numerusform>Add this device's %n task to the account</numerusform><numerusform>Add this device's %n tasks to the account</numerusform></translation>
    </message>
</context>
<context>
    <name>convoy::ui::SignOutQuestion</name>
    <message numerus="yes">
        <source>%n changes are not on the server yet.</source>
        <translation><numerusform>%n change is not on the server yet.</numerusform><numerusform>%n changes are not on the server yet.</numerusform></translation>
    </message>
</context>
<context>
    <name>convoy::ui::SyncPanel</name>
    <message numerus="yes">
        <source>%n edits wait here</source>
        <translation><numerusform>%n edit waits here</numerusform><numerusform>%n edits wait here</numerusform></translation>
    </message>
</context>
<context>
    <name>convoy::ui::TaskPane</name>
    <message numerus="yes">
        <source>%n tasks</source>
        <translation><numerusform>%n task</numerusform><numerusform>%n tasks</numerusform></translation>
    </message>
</context>
</TS>

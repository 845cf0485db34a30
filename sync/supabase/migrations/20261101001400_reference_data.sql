-- Reference data that every project can start from: workflows with their stages, patterns (how to go about a kind of
-- task) and best practices. applies_to says which tasks they are shown with: every rule that is named must match.
-- Own ones can be added by hand; clients fetch the whole set when it changed.

insert into public.workflows (id, name, description, stages, is_default) values
    ('c0a70000-0000-4000-8000-000000000101', 'Standard', 'Plan, do, have it looked at, done. The default of every project.',
        '[{"id": "backlog", "name": "Backlog", "category": "todo"}, {"id": "todo", "name": "To do", "category": "todo"}, {"id": "in_progress", "name": "In progress", "category": "in_progress"}, {"id": "review", "name": "Review", "category": "in_progress"}, {"id": "done", "name": "Done", "category": "done"}, {"id": "cancelled", "name": "Cancelled", "category": "cancelled"}]', true),
    ('c0a70000-0000-4000-8000-000000000102', 'Simple list', 'Open or finished, nothing in between: for shopping, packing and errands.',
        '[{"id": "todo", "name": "To do", "category": "todo"}, {"id": "done", "name": "Done", "category": "done"}, {"id": "cancelled", "name": "Dropped", "category": "cancelled"}]', false),
    ('c0a70000-0000-4000-8000-000000000103', 'Software change', 'From a report to a change that users have.',
        '[{"id": "triage", "name": "Triage", "category": "todo"}, {"id": "ready", "name": "Ready", "category": "todo"}, {"id": "in_progress", "name": "In progress", "category": "in_progress"}, {"id": "review", "name": "Review", "category": "in_progress"}, {"id": "testing", "name": "Testing", "category": "in_progress"}, {"id": "released", "name": "Released", "category": "done"}, {"id": "wont_do", "name": "Won''t do", "category": "cancelled"}]', false),
    ('c0a70000-0000-4000-8000-000000000104', 'Writing', 'A text, from the first idea to publication.',
        '[{"id": "idea", "name": "Idea", "category": "todo"}, {"id": "outline", "name": "Outline", "category": "todo"}, {"id": "draft", "name": "Draft", "category": "in_progress"}, {"id": "edit", "name": "Editing", "category": "in_progress"}, {"id": "published", "name": "Published", "category": "done"}, {"id": "shelved", "name": "Shelved", "category": "cancelled"}]', false),
    ('c0a70000-0000-4000-8000-000000000105', 'Request desk', 'Requests from others: answered, waiting for them, or solved.',
        '[{"id": "new", "name": "New", "category": "todo"}, {"id": "open", "name": "Open", "category": "in_progress"}, {"id": "waiting", "name": "Waiting for answer", "category": "in_progress"}, {"id": "solved", "name": "Solved", "category": "done"}, {"id": "declined", "name": "Declined", "category": "cancelled"}]', false);

insert into public.patterns (id, title, applies_to, body) values
    ('c0a70000-0000-4000-8000-000000000201', 'Slice it until it fits a day', '{"stages": ["backlog", "triage", "idea"]}',
'A task that cannot be finished in a day hides its own progress.

1. Say in one sentence what will be different when it is done.
2. Cut along what someone can *see*: a thin slice through everything beats a thick layer of one thing.
3. Make each slice a subtask. Put dependencies only where the order truly matters.
4. If you cannot cut it, the first slice is "find out how": give it an hour, not a day.'),
    ('c0a70000-0000-4000-8000-000000000202', 'Fix a fault in four steps', '{"labels": ["bug", "fault", "defect"]}',
'1. **Reproduce** it. Write the steps down; if it does not happen again, write down what you tried.
2. **Pin it** with the smallest check that fails because of it.
3. **Fix the cause**, not the place where it showed.
4. **Look around**: where else is the same assumption made?

The task is done when the check passes and would fail again without the fix.'),
    ('c0a70000-0000-4000-8000-000000000203', 'Spike: buy knowledge, not code', '{"labels": ["spike", "research"]}',
'A spike answers a question. Before starting, write down:

- the question, and who needs the answer
- how long it may take (half a day is plenty)
- what will be decided by the answer

At the end write the answer here, with what surprised you. Throw the code away.'),
    ('c0a70000-0000-4000-8000-000000000204', 'Checklist for a release', '{"workflows": ["c0a70000-0000-4000-8000-000000000103"], "stages": ["testing"]}',
'- [ ] Every change since the last release is in the change log, in the words of its users
- [ ] Upgrade tried on a copy of real data, and the way back too
- [ ] Someone who did not build it has used it for ten minutes
- [ ] It is known who watches it tomorrow morning'),
    ('c0a70000-0000-4000-8000-000000000205', 'Waiting for someone', '{"workflows": ["c0a70000-0000-4000-8000-000000000105"], "stages": ["waiting"]}',
'Waiting is a state with an end. Note

- **whom** you wait for and what exactly you asked
- **when** you will ask again: set it as the reminder
- **what happens** if no answer comes: decide now, not then'),
    ('c0a70000-0000-4000-8000-000000000206', 'Prepare a meeting', '{"labels": ["meeting"]}',
'- The one thing that must be decided: ...
- Who has to be there for it (nobody else has to)
- What they should have read, sent the day before

Afterwards: one task per promise, each with a name and a date. No promise, no meeting next time.'),
    ('c0a70000-0000-4000-8000-000000000207', 'Edit in three passes', '{"workflows": ["c0a70000-0000-4000-8000-000000000104"], "stages": ["edit"]}',
'1. **Structure.** Read only the first sentence of each paragraph. Does the argument stand?
2. **Sentences.** Cut a tenth. Replace what you would not say aloud.
3. **Surface.** Spelling, names, numbers, links: last, because the first two passes change them.'),
    ('c0a70000-0000-4000-8000-000000000208', 'Decide, and write the decision down', '{"labels": ["decision", "choose"]}',
'- **Question**, in one sentence that ends with a question mark
- **Options**, at least three; "leave it as it is" is one of them
- **What would make each the best** one: the condition, not the argument
- **Decision**, by whom, on which day, and what would make you look at it again

A decision that can be undone cheaply deserves an hour. One that cannot deserves a night.'),
    ('c0a70000-0000-4000-8000-000000000209', 'Move something without standing still', '{"labels": ["migration", "moving"]}',
'1. List what depends on the old place. Each is a subtask.
2. Make the new place ready and *use it yourself* before anyone else has to.
3. Move one thing that matters a little. Wait a day.
4. Move the rest in the order of least regret, with a way back after each.
5. Close the old place, visibly, on a day that was announced.

The task is done when nobody asks for the old place any more.'),
    ('c0a70000-0000-4000-8000-000000000210', 'A purchase you will not regret', '{"labels": ["buy", "purchase"]}',
'- What it is for, and what you do today without it
- The most it may cost, with everything that it needs to work
- Two things it must do; all others are nice
- Where it will stand, who will look after it, how it leaves again

Sleep over anything above a day''s pay.'),
    ('c0a70000-0000-4000-8000-000000000211', 'Answer a request in one go', '{"workflows": ["c0a70000-0000-4000-8000-000000000105"], "stages": ["new", "open"]}',
'1. Say it back: "You want ..., because ...".
2. Answer the question that was asked before the one you would rather answer.
3. Give the next step, who takes it, and by when.
4. If you need something from them, ask for all of it now, as a numbered list.'),
    ('c0a70000-0000-4000-8000-000000000212', 'From a report to something that can be worked on', '{"workflows": ["c0a70000-0000-4000-8000-000000000103"], "stages": ["triage"]}',
'Before it goes to *Ready* it has

- what happened, what was expected, and since when
- whom it stops, and whether there is a way around it
- the version, and the smallest steps that show it
- a priority that someone has said aloud

What lacks one of these goes back with a question, not onto the pile.'),
    ('c0a70000-0000-4000-8000-000000000213', 'An outline that carries the text', '{"workflows": ["c0a70000-0000-4000-8000-000000000104"], "stages": ["idea", "outline"]}',
'Write one sentence each:

1. Who reads this, and what do they know already?
2. What shall they do or believe afterwards?
3. What is the strongest thing that speaks against it?
4. The headings, as full sentences. Read on their own, they are the text in short.');

insert into public.best_practices (id, title, applies_to, body) values
    ('c0a70000-0000-4000-8000-000000000301', 'Few things at once', '{"stages": ["in_progress", "open", "draft"]}',
'Each thing you have begun and not finished costs attention every day. Before you start this one, look at what is already in progress: can one of those be finished first? Two or three at a time is a good limit.'),
    ('c0a70000-0000-4000-8000-000000000302', 'A title that says what will be true', '{"stages": ["backlog", "todo", "triage", "new"]}',
'Begin with a verb and name the result: "Send the signed lease to Ms Okafor" instead of "Lease". You, in three weeks, on a phone, should know what to do from the title alone.'),
    ('c0a70000-0000-4000-8000-000000000303', 'Done means done for whoever asked', '{"stages": ["review", "testing", "edit"]}',
'Check the result against the first sentence of the description, not against the work you did. If the two differ, change one of them before you close the task.'),
    ('c0a70000-0000-4000-8000-000000000304', 'Dates only for what has one', '{}',
'A due date is a promise to someone. Give one only where missing it has a consequence, and let order and priority say the rest. A list in which everything is overdue tells you nothing.'),
    ('c0a70000-0000-4000-8000-000000000305', 'Say why when you cancel', '{"stages": ["cancelled", "wont_do", "declined", "shelved"]}',
'Leave one line on why this will not be done. It costs ten seconds and saves the next person from opening the same task again.'),
    ('c0a70000-0000-4000-8000-000000000306', 'Ask for review early and small', '{"stages": ["review"]}',
'- Say what you want looked at, and what not yet.
- Half an hour of reading is the most that anyone does well: send less.
- Answer each remark with a change or a reason.'),
    ('c0a70000-0000-4000-8000-000000000307', 'Write down what blocks you', '{"labels": ["blocked"]}',
'If you cannot go on, make the obstacle a task of its own and let this one depend on it. Then it can be given to someone, dated, and seen by all, and this one comes back by itself when it is gone.'),
    ('c0a70000-0000-4000-8000-000000000308', 'Begin with the part that could fail', '{"stages": ["todo", "ready", "outline"]}',
'The part you know how to do will still be easy tomorrow. Start where you might be wrong: if the plan breaks, it breaks while it is cheap.'),
    ('c0a70000-0000-4000-8000-000000000309', 'Leave a note for whoever goes on', '{"stages": ["in_progress", "draft", "edit", "testing"]}',
'When you stop, write two lines as a comment: what is true now, and what you would do next. Tomorrow that person is often you, on the other laptop.'),
    ('c0a70000-0000-4000-8000-000000000310', 'One person at the helm', '{"stages": ["ready", "in_progress", "review"]}',
'Many can work on a task, one answers for it. If two names come to mind, there are two tasks in it.'),
    ('c0a70000-0000-4000-8000-000000000311', 'Waiting needs a date', '{"stages": ["waiting"]}',
'A task that waits for an answer without a day on which you will ask again has been dropped, only politely. Set the reminder before you put it aside.'),
    ('c0a70000-0000-4000-8000-000000000312', 'A review is about the result', '{"workflows": ["c0a70000-0000-4000-8000-000000000103"], "stages": ["review"]}',
'- Run it before you read it.
- Separate what must change from what you would have done otherwise, and say which is which.
- Name one thing that you will copy.'),
    ('c0a70000-0000-4000-8000-000000000313', 'Small releases, often', '{"workflows": ["c0a70000-0000-4000-8000-000000000103"], "stages": ["testing", "released"]}',
'When something breaks you look through what changed since the last release. Keep that short enough to read over a cup of tea.'),
    ('c0a70000-0000-4000-8000-000000000314', 'Urgent is a claim, so ask by when', '{"labels": ["urgent", "asap"]}',
'"Urgent" without an hour at which it becomes useless is a mood. Ask for the hour and for what happens then; write both into the task, and move what it displaces where everyone sees it.'),
    ('c0a70000-0000-4000-8000-000000000315', 'Calls and errands in one go', '{"labels": ["phone", "call", "errand", "errands"]}',
'Small outside things cost more to begin than to do. Keep them under one label and take them together, with everything you need to say or bring in the description.'),
    ('c0a70000-0000-4000-8000-000000000316', 'Read it aloud before it leaves', '{"workflows": ["c0a70000-0000-4000-8000-000000000104"], "stages": ["draft", "edit"]}',
'The ear finds what the eye forgives: the sentence that runs out of breath, the word said twice, the paragraph that nobody would say to a friend.');

import { amendmentWords } from '../amendment/words.ts';
import { caseWords } from '../cases/words.ts';
import { courseWords } from '../course/words.ts';
import { dropoutWords } from '../dropout/words.ts';
import { supervisionWords } from '../supervision/words.ts';
import type { Messages } from './zh-TW.ts';

export const en: Messages = {
  app: { name: 'Schoolward', purpose: 'Case management for school administrations', skip: 'Skip to main content', mainMenu: 'Main menu', demonstrationName: 'Demonstration', demonstration: 'Demonstration: all data are invented. Do not enter real personal data.' },
  do: {
    close: 'Close', cancel: 'Cancel', retry: 'Try again', loadMore: 'Load more', refresh: 'Reload', undo: 'Undo', more: 'More', clear: 'Clear', choose: 'Choose', next: 'Next', previous: 'Back', yes: 'Yes', no: 'No',
  },
  field: {
    required: 'required', count: '{used}/{most} characters', over: '{n} too many', datePlaceholder: 'e.g. 115/11/22', calendar: 'Open calendar', previousMonth: 'Previous month', nextMonth: 'Next month', dateInvalid: 'This is not a date: type it as 1151122, 115/11/22 or 2026-11-22', errors: 'Fields to correct: {n}', row: '{label} {n}', addRow: 'Add: {label}', removeRow: 'Remove {label} {n}',
  },
  state: { loading: 'Loading', },
  due: {
    late: '{n} d late', lateToday: 'Late', today: 'Due today', ahead: '{n} working days left', waiting: 'Awaiting calendar', waitingWhy: 'The office calendar is not published yet; the day is counted when it is', provisional: 'provisional', provisionalWhy: 'Counted on a provisional calendar; may move when the official one is published', done: 'Done', on: 'Due {date}',
  },
  date: { today: 'today', tomorrow: 'tomorrow', yesterday: 'yesterday', },
  phase: { done: 'done', current: 'current phase', ahead: 'not begun' },
  menu: { case: 'Case', fold: 'Fold menu', unfold: 'Unfold menu', show: 'Open menu', person: 'Personal menu', roles: '{n} roles' },
  palette: { open: 'Search cases or functions', hint: 'Case number, name or function code', menu: 'Functions', cases: 'Cases', none: 'No function or case matches “{q}”.', start: 'Type a case number, the name of a person or course, or a function’s name or code.', keys: '↑↓ choose   Enter open   Esc close' },
  live: { connecting: 'Connecting', open: 'Live updates on', lost: 'Connection lost, reconnecting', openShort: 'Live', lostShort: 'Offline' },
  session: {
    left: 'Signed in for another {time}', ending: 'About to sign you out', endingWhy: 'You have not done anything for a while. You will be signed out in {time}; drafts are saved first.', stay: 'Stay signed in', signOut: 'Sign out', ended: 'Your session has ended. Sign in again: your drafts are kept.', signedOut: 'You have signed out.',
  },
  look: { zh: '中文', en: 'English', light: 'Use light colours', dark: 'Use dark colours' },
  signIn: {
    title: 'Sign in', login: 'Account', password: 'Password', otp: 'One-time code', otpHelp: 'Enter the 6 digits your authenticator shows.', captcha: 'Checking that this is no automatic program…', submit: 'Sign in', lending: 'Accounts give access to personal data and must not be lent.', demoTitle: 'Demonstration accounts', demoHelp: 'Choose a role to sign in; no password is needed.', 
  },
  password: {
    title: 'Change password', expired: 'Your password is older than 90 days. Change it to go on.', current: 'Present password', next: 'New password', again: 'New password again', rules: 'At least 8 characters (12 for county officers) with three of: capital, small letter, digit, symbol; not the account name, an ID number, a keyboard run, or one of the last three.', differs: 'The two new passwords differ', submit: 'Change password', done: 'Password changed', expiresIn: 'Days left until the password expires: {n} ({date})',
  },
  otp: {
    title: 'One-time codes', first: 'Bind an authenticator before you work. Signing in then needs its 6 digits besides the password.', again: 'Bind anew here when you change your phone or authenticator.', scan: 'Scan the picture with the authenticator on your phone, then enter the 6 digits it shows.', picture: 'QR code for binding', byHand: 'If it cannot be scanned, type this key:', bind: 'Bind', done: 'One-time codes bound',
  },
  problem: {
    offline: 'The server cannot be reached', offlineNext: 'Check your connection and try again. What you entered is still on the screen.', nothingLost: 'Nothing was changed; what you entered is still on the screen.', requestId: 'Reference {id} (tell it to support)', unknown: 'Something unexpected happened',
    notFoundTitle: 'There is no such page', notFoundWhy: 'The address may be wrong, or this is not yours to see.', notFoundNext: 'Back to the start', forbiddenTitle: 'You may not use this function', forbiddenWhy: 'It is open to certain roles only. If your duties need it, ask your main reporter or an administrator.', unavailableTitle: 'The service is unavailable', unavailableWhy: 'It is being maintained or cannot be reached. Everything you sent earlier is stored.', screenTitle: 'This screen failed', screenWhy: 'It cannot be shown. Everything you sent earlier is stored: reload, and call support if it happens again.',
  },
  inbox: {
    title: 'Inbox', question: 'What is there to do today?', nothingToday: 'Nothing is late or due today.', counts: { overdue: 'Late', today: 'Due today', week: 'This week', waiting: 'Waiting for others', todo: 'Mine to do' },
    views: { todo: 'Mine to do', today: 'Due today', overdue: 'Late', week: 'This week', waiting: 'Waiting for others', sent: 'Sent by me', organisation: 'All of my organisation' }, view: 'View', list: 'Tasks', all: 'All procedures', lifecycle: 'Procedure', allTasks: 'All tasks', task: 'Task', filter: 'Search tasks', filterHint: 'Number or name', since: ' onwards', comma: ', ', also: 'May act: {roles}', mine: 'me', unnamed: 'No number yet', noStudent: 'No student',
    groups: { overdue: 'Late', waiting: 'Awaiting calendar' }, news: 'New tasks: {n}', newsShow: 'Show', pick: 'Choose a task on the left', pickWhy: 'Press j or k to move, Enter to open.', end: 'All {n} shown', backToList: 'Back to the list',
    empty: { todo: 'Nothing is waiting for you', today: 'Nothing is due today', overdue: 'Nothing is late', week: 'Nothing is due this week', waiting: 'You are not waiting for anybody', sent: 'You have not sent anything yet', organisation: 'Your organisation has no open work', filtered: 'No task matches' },
    emptyNext: { work: 'New work appears here by itself; there is no need to reload.', filtered: 'Widen the search or clear it.' },
    keys: { title: 'Keyboard', next: 'Next task', previous: 'Previous task', open: 'Open the case', search: 'Search', help: 'Show this help', palette: 'Search cases or functions' },
  },
  casePanel: { missing: 'The case screen is not installed', missingWhy: 'This build does not contain it.' },
  cases: caseWords.en,
  dropout: dropoutWords.en,
  course: courseWords.en,
  amendment: amendmentWords.en,
  supervision: supervisionWords.en,
};

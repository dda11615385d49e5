/** The icons in use, by what they mean: each is bundled, none is ever fetched from elsewhere. */
import {
  ArrowLeft, Ban, Building2, CalendarClock, CalendarDays, CalendarX2, ChartColumn, Check, ChevronDown, ChevronLeft, ChevronRight, Circle,
  CircleAlert, CircleCheck, CircleDot, CircleQuestionMark, ClockAlert, Ellipsis, Eye, FilePlus2, FileText, FolderSearch, Hourglass, Inbox, Info,
  KeyRound, Languages, LayoutGrid, Link2, Lock, LogOut, Menu, Moon, PanelLeft, Paperclip, Pencil, Phone, Plus, Printer, RefreshCw, Search, SearchX, Send, Smartphone, Sun, Timer, TriangleAlert, Undo2, UserRound, Users, Wifi, WifiOff, X,
} from '@lucide/vue';

export const icons = {
  late: ClockAlert, today: CalendarClock, ahead: CalendarDays, noCalendar: CalendarX2, done: CircleCheck, waiting: Hourglass, active: CircleDot,
  neutral: Circle, warning: TriangleAlert, error: CircleAlert, info: Info, help: CircleQuestionMark,
  inbox: Inbox, newCase: FilePlus2, cases: FolderSearch, supervision: ChartColumn, gallery: LayoutGrid, document: FileText, attachment: Paperclip, organisation: Building2, person: UserRound, people: Users, phone: Phone, device: Smartphone,
  search: Search, nothingFound: SearchX, calendar: CalendarDays, check: Check, close: X, menu: Menu, fold: PanelLeft, more: Ellipsis, down: ChevronDown, left: ChevronLeft, right: ChevronRight, back: ArrowLeft,
  add: Plus, edit: Pencil, show: Eye, send: Send, undo: Undo2, refresh: RefreshCw, print: Printer, link: Link2, void: Ban, locked: Lock,
  language: Languages, light: Sun, dark: Moon, signOut: LogOut, password: KeyRound, countdown: Timer, online: Wifi, offline: WifiOff,
} as const;
export type IconName = keyof typeof icons;

/** Names of the fields of the course forms (spec 5.2, 5.4), for forms, error summaries and what is read back. */
import { label, type Label } from '#domain/label';

export const textFields = { reason: label('原因', 'Reason') } as const satisfies Record<string, Label>;

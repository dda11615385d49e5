/** Names of the fields of 結案後修改 (spec 5.8). */
import { label, type Label } from '#domain/label';

export const amendmentFields = { reason: label('修改原因', 'Reason'), letterNo: label('發文字號', 'Letter number'), refusal: label('不同意的原因', 'Reason of the refusal') } as const satisfies Record<string, Label>;

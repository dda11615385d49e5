/** What only the dropout procedure asks over HTTP. */
import { route, type Routes } from '../http/route.ts';
import { normalizeId } from '#domain/identity-number';
import { noteReading } from '../cases/queries.ts';
import { registryStudent as registryStudentSchema, studentLookup } from './contract.ts';
import { lookUpStudent, registryStudent, schoolsToFileAt } from './desk.ts';

export function dropoutRoutes(routes: Routes): void {
  route(routes, {
    method: 'post', path: '/api/v1/dropout/student-lookups', summary: '輸入身分證字號：學籍資料，或不能填報的原因', body: studentLookup, response: registryStudentSchema,
    problems: ['invalid', 'notAllowed', 'adult', 'studentNotFound', 'studentElsewhere', 'duplicateCase', 'duplicateElsewhere', 'registryAway'],
    async handle({ desk, em, person, ability, language, body, requestId }) {
      schoolsToFileAt(person);   // what is refused has not been read
      await noteReading(em, { caseId: null, accountId: person.accountId, what: 'registry', requestId });
      const { entry } = await lookUpStudent({ desk, em, person, ability, language, now: Date.now() }, body.idNo, body.family);
      return registryStudent(entry, normalizeId(body.idNo));
    },
  });
}

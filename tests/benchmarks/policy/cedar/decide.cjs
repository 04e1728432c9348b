// Decides the same questions by the same rules as enigm-bench, in Cedar, and says how long one decision took.
// usage: node decide.cjs WORKLOAD   (JSON of tests/benchmarks/policy/CedarRun.cpp); run where @cedar-policy/cedar-wasm
// is installed. Prints {"disagreements", "nanoseconds"}: the least of several rounds, so that a busy machine counts
// against nobody.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { createRequire } = require('node:module');

const cedar = createRequire(path.join(process.cwd(), 'package.json'))('@cedar-policy/cedar-wasm/nodejs');
const workload = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));

const parsed = cedar.preparsePolicySet('policies', { staticPolicies: workload.policies });
if (parsed.type !== 'success') {
    console.error(JSON.stringify(parsed));
    process.exit(1);
}
const calls = workload.questions.map((question) => ({
    principal: { type: 'Device', id: 'device' },
    action: { type: 'Action', id: workload.action },
    resource: { type: 'Resource', id: workload.resource },
    context: question.context,
    preparsedPolicySetId: 'policies',
    entities: [],
}));

function decide(call) {
    const answer = cedar.statefulIsAuthorized(call);
    if (answer.type !== 'success') throw new Error(JSON.stringify(answer));
    return answer.response.decision === 'allow';
}

const disagreements = calls.filter((call, i) => decide(call) !== workload.questions[i].permit).length;
let least = Infinity;
for (let round = 0; round < workload.rounds; ++round) {
    const begun = process.hrtime.bigint();
    for (const call of calls) decide(call);
    least = Math.min(least, Number(process.hrtime.bigint() - begun) / calls.length);
}
console.log(JSON.stringify({ disagreements, nanoseconds: Math.round(least) }));

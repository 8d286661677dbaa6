package cluster

// failure is one reason for a pod to wait, provoked by testdata/why/NAME.yaml in
// the namespace why-NAME. The commands are shell; $NS is the namespace.
type failure struct {
	name    string
	between string // after the first part of the file runs and before the second
	after   string // after the pod waits
	says    string // what the scheduler or the controller says of the pod; empty when nobody says anything
	claim   string // the claim to explain when it is not "wanted"; "-" when there is none

	reason   string
	verdicts []string
	names    string // the object that must be in the sentence
	fix      string // what puts it right when the answer's own fix is not a command that runs by itself
	byHand   bool   // no command can know how: the driver has to act, or a person to write an object
}

const (
	nothingFits   = "cannot allocate all claims"
	free          = "kubectl delete pod holder -n $NS"
	dropConstrain = `remake resourceclaim wanted '[{"op":"remove","path":"/spec/devices/constraints"}]'`
)

var (
	never   = []string{"canNeverFit"}
	later   = []string{"waitsForDevices"}
	blocked = []string{"blockedBefore"}
)

var failures = []failure{
	// Class and selectors.
	{name: "no-device-of-class", says: nothingFits,
		reason: "NoDeviceMatchesClass", verdicts: never, names: "why-no-device-of-class",
		fix: "kubectl get deviceclass $NS -o json | sed s/H200/H100/ | kubectl replace -f -"},
	{name: "selector-typo", says: nothingFits, claim: "*",
		reason: "NoDeviceMatchesRequest", verdicts: never, names: "modle",
		fix: "rewrite resourceclaimtemplate wanted s/modle/model/g; kubectl delete pod -n $NS -l app=waits"},
	{name: "selector-typo-unguarded", says: "no such key: modle",
		reason: "SelectorRuntimeError", verdicts: never, names: "modle",
		fix: "rewrite resourceclaim wanted s/modle/model/g"},
	{name: "selector-run-time-error", says: "no such key: nvlink",
		reason: "SelectorRuntimeError", verdicts: never, names: "nvlink",
		fix: `rewrite resourceclaim wanted 's/"expression": "\([^ ]*\)/"expression": "has(\1) \&\& \1/'`},
	{name: "selector-too-narrow", says: nothingFits,
		reason: "NoDeviceMatchesRequest", verdicts: never, names: "80Gi",
		fix: "rewrite resourceclaim wanted s/80Gi/40Gi/"},
	{name: "first-available-none", says: nothingFits,
		reason: "NoAlternativeFits", verdicts: never, names: "gpu",
		fix: "rewrite resourceclaim wanted s/H200/A30/"},
	{name: "class-missing", says: "device class why-class-missing does not exist",
		reason: "DeviceClassMissing", verdicts: blocked, names: "why-class-missing", byHand: true,
		fix: `make DeviceClass $NS '{selectors: [{cel: {expression: "device.driver == \"class-missing.why.test\""}}]}'`},

	// Devices in use, and how many.
	{name: "all-in-use", says: nothingFits,
		reason: "AllMatchingDevicesInUse", verdicts: later, names: "why-all-in-use",
		fix: "kubectl delete pod first -n $NS"},
	{name: "held-without-pod", says: nothingFits,
		between: `kubectl patch resourceclaim held -n $NS --subresource=status --type=json --patch='[{"op":"add","path":"/status/reservedFor/-",
			"value":{"apiGroup":"example.com","resource":"reservations","name":"nightly","uid":"nightly"}}]'
			kubectl delete pod held -n $NS`,
		reason: "AllMatchingDevicesInUse", verdicts: later, names: "why-held-without-pod/held",
		fix: `kubectl patch resourceclaim held -n $NS --subresource=status --type=merge --patch='{"status":{"reservedFor":null}}'
			kubectl delete resourceclaim held -n $NS`},
	{name: "held-unused", says: nothingFits,
		between: `kubectl patch resourceclaim held -n $NS --subresource=status --type=merge --patch='{"status":{"allocation":{
			"devices":{"results":[{"request":"gpu","driver":"held-unused.why.test","pool":"why-held-unused-1","device":"gpu-0"}]},
			"nodeSelector":{"nodeSelectorTerms":[{"matchFields":[{"key":"metadata.name","operator":"In","values":["why-held-unused-1"]}]}]}}}}'`,
		reason: "AllMatchingDevicesInUse", verdicts: later, names: "why-held-unused/held",
		fix: "kubectl delete resourceclaim held -n $NS"},
	{name: "in-use-by-deployment", says: nothingFits,
		between: "kubectl rollout status deployment/holder -n $NS --timeout=30s",
		reason:  "AllMatchingDevicesInUse", verdicts: later, names: "why-in-use-by-deployment",
		fix: "kubectl scale deployment holder -n $NS --replicas=1"},
	{name: "in-use-any-node", says: nothingFits,
		reason: "AllMatchingDevicesInUse", verdicts: later, names: "why-in-use-any-node", fix: free},
	{name: "not-enough-on-one-node", says: nothingFits,
		reason: "NotEnoughDevices", verdicts: never, names: "3 on one node",
		fix: `rewrite resourceclaim wanted 's/"count": 3/"count": 2/'`},
	{name: "not-enough-free", says: nothingFits,
		reason: "NotEnoughDevices", verdicts: later, names: "2 on one node", fix: free},
	{name: "all-one-in-use", says: nothingFits,
		reason: "AllModeNeedsEveryDevice", verdicts: later, names: "why-all-one-in-use", fix: free},
	{name: "too-many-devices", says: "adding 33 devices exceeds the claim limit of 32",
		reason: "TooManyDevicesForClaim", verdicts: never, names: "33",
		fix: `rewrite resourceclaim wanted 's/"count": 33/"count": 32/'`},
	{name: "counters-exhausted", says: nothingFits,
		reason: "CountersExhausted", verdicts: later, names: "gpu-0", fix: free},
	{name: "capacity-exceeded", says: nothingFits,
		reason: "CapacityExceeded", verdicts: later, names: "memory", fix: free},
	{name: "capacity-too-large", says: nothingFits,
		reason: "CapacityExceeded", verdicts: never, names: "memory",
		fix: "rewrite resourceclaim wanted s/100Gi/80Gi/"},
	{name: "capacity-name-unknown", says: nothingFits,
		reason: "CapacityNameUnknown", verdicts: never, names: "capacity-name-unknown.why.test/memory",
		fix: "rewrite resourceclaim wanted s,capacity-name-unknown.why.test/memory,memory,"},
	{name: "match-attribute", says: nothingFits,
		reason: "ConstraintUnsatisfiable", verdicts: never, names: "numa", fix: dropConstrain},
	{name: "distinct-attribute", says: nothingFits,
		reason: "ConstraintUnsatisfiable", verdicts: never, names: "pcieRoot", fix: dropConstrain},
	{name: "constraint-attribute-missing", says: nothingFits,
		reason: "ConstraintUnsatisfiable", verdicts: never, names: "numa",
		fix: `rewrite resourceclaim wanted 's,/numa",/numaNode",'`},

	// Taints and pools.
	{name: "tainted-by-rule", says: nothingFits,
		reason: "DeviceTainted", verdicts: later, names: "why-tainted-by-rule",
		fix: "kubectl delete devicetaintrule $NS"},
	{name: "tainted-by-slice", says: nothingFits,
		reason: "DeviceTainted", verdicts: later, names: "example.com/unhealthy",
		fix: `kubectl patch resourceslice $NS-1 --type=json --patch='[
			{"op":"remove","path":"/spec/devices/0/taints"},{"op":"remove","path":"/spec/devices/1/taints"}]'`},
	{name: "incomplete-pool", says: nothingFits,
		reason: "PoolIncomplete", verdicts: later, names: "why-incomplete-pool-1", byHand: true,
		fix: `kubectl patch resourceslice $NS-1 --type=merge --patch='{"spec":{"pool":{"resourceSliceCount":1}}}'`},
	{name: "invalid-pool", says: "invalid resource pools were encountered",
		reason: "PoolInvalid", verdicts: later, names: "why-invalid-pool-1", byHand: true,
		fix: `kubectl patch resourceslice $NS-1-b --type=json --patch='[{"op":"replace","path":"/spec/devices/0/name","value":"gpu-1"}]'`},
	{name: "stale-generation", says: nothingFits,
		reason: "PoolStaleGeneration", verdicts: later, names: "why-stale-generation-1", byHand: true,
		fix: `kubectl patch resourceslice $NS-1-new --type=json --patch='[{"op":"add","path":"/spec/devices/-",
			"value":{"name":"gpu-1","attributes":{"model":{"string":"H100"}}}}]'`},
	{name: "driver-without-slices", says: nothingFits,
		reason: "DriverHasNoSlices", verdicts: never, names: "driver-without-slices.why.test", byHand: true,
		fix: `make ResourceSlice $NS-1 "{driver: driver-without-slices.why.test, nodeName: $NS-1, devices: [{name: gpu-0}],
			pool: {name: $NS-1, generation: 1, resourceSliceCount: 1}}"`},
	{name: "devices-on-other-nodes", says: nothingFits,
		reason: "DevicesOnOtherNodes", verdicts: never, names: "why-devices-on-other-nodes",
		fix: "kubectl label node $NS-1 claimscope.test/rack=two --overwrite"},

	// Before the scheduler: objects, quota, gates.
	{name: "claim-missing", claim: "-",
		reason: "ClaimMissing", verdicts: blocked, names: "wanted", byHand: true, fix: "make ResourceClaim wanted " + oneDevice},
	{name: "template-missing", says: `"wanted" not found`, claim: "-",
		reason: "TemplateMissing", verdicts: blocked, names: "wanted", byHand: true,
		fix: `make ResourceClaimTemplate wanted "{spec: ` + oneDevice[1:len(oneDevice)-1] + `}"`},
	{name: "claim-being-deleted", between: "kubectl delete resourceclaim wanted -n $NS --wait=false",
		reason: "ClaimBeingDeleted", verdicts: []string{"blockedBefore", "allocated"}, names: "wanted",
		fix: "kubectl delete pod first -n $NS; kubectl wait --for=delete resourceclaim/wanted -n $NS --timeout=20s; make ResourceClaim wanted " + oneDevice},
	// The controller may count what the namespace uses anew before it has seen the holder's claim.
	{name: "quota-exceeded", between: "for try in {1..100}; do make ResourceClaim try " + oneDevice + " --dry-run=server || break; done",
		says: "exceeded quota: claims", claim: "-",
		reason: "QuotaExceeded", verdicts: blocked, names: "claims",
		fix: `kubectl patch resourcequota claims -n $NS --type=merge --patch='{"spec":{"hard":{"count/resourceclaims.resource.k8s.io":"2"}}}'`},
	{name: "admin-access", says: "admin access to devices requires", claim: "-",
		reason: "AdminAccessNotAllowed", verdicts: blocked, names: "why-admin-access",
		fix: "kubectl label namespace $NS resource.kubernetes.io/admin-access=true"},
	{name: "claim-creation-refused", says: "accelerators need a ticket", claim: "-",
		// A new policy is not in force at once.
		between: "for try in {1..100}; do make ResourceClaim try " + oneDevice + " --dry-run=server || break; done",
		reason:  "ClaimCreationFailed", verdicts: blocked, names: "accelerators need a ticket", byHand: true,
		fix: "kubectl delete validatingadmissionpolicybinding $NS"},
	{name: "claim-owned-by-other", says: nothingFits, claim: "-",
		// The controller makes another claim when it looks between deletion and creation: then that one is taken.
		after: `for try in {1..5}; do
				claim=$(kubectl get pod waits -n $NS --output=jsonpath='{.status.resourceClaimStatuses[0].resourceClaimName}')
				remake resourceclaim $claim '[{"op":"remove","path":"/metadata/ownerReferences"}]'
				sleep 1
				now=$(kubectl get pod waits -n $NS --output=jsonpath='{.status.resourceClaimStatuses[0].resourceClaimName}')
				[ "$now" != "$claim" ] || break
				kubectl delete resourceclaim $claim -n $NS
			done
			kubectl delete pod holder -n $NS`,
		reason: "ClaimOwnedByOther", verdicts: blocked, names: "why-claim-owned-by-other/waits",
		fix: `kubectl delete resourceclaim -n $NS $(kubectl get pod waits -n $NS --output=jsonpath='{.status.resourceClaimStatuses[0].resourceClaimName}')`},
	{name: "scheduling-gates", says: "SchedulingGated",
		reason: "SchedulingGated", verdicts: blocked, names: "example.com/approval",
		fix: `kubectl patch pod waits -n $NS --type=json --patch='[{"op":"remove","path":"/spec/schedulingGates"}]'`},

	// Nodes.
	{name: "pinned-to-cordoned-node", says: "resourceclaim not available on the node", claim: "-",
		reason: "ClaimPinnedToOtherNode", verdicts: later, names: "why-pinned-to-cordoned-node-1",
		fix: "kubectl uncordon $NS-1"},
	{name: "node-cordoned", says: "node(s) were unschedulable",
		reason: "NodeTaintNotTolerated", verdicts: later, names: "why-node-cordoned-1",
		fix: "kubectl uncordon $NS-1"},
	{name: "node-taint", says: "node(s) had untolerated taint",
		reason: "NodeTaintNotTolerated", verdicts: later, names: "example.com/dedicated",
		fix: "kubectl taint node $NS-1 example.com/dedicated-"},
	{name: "node-taint-any-node", says: "node(s) had untolerated taint",
		reason: "NodeTaintNotTolerated", verdicts: later, names: "example.com/gpu",
		fix: "kubectl taint node $NS-1 example.com/gpu-"},
	{name: "node-selector", says: "didn't match Pod's node affinity/selector",
		reason: "NodeSelectorMismatch", verdicts: never, names: "claimscope.test/disk",
		fix: "kubectl label node $NS-1 claimscope.test/disk=nvme"},
	{name: "insufficient-cpu", says: "Insufficient cpu",
		reason: "InsufficientNodeResources", verdicts: later, names: "cpu",
		fix: "kubectl delete pod busy -n $NS"},
	{name: "mixed-per-node", says: "2 cannot allocate all claims",
		reason: "MixedPerNode", verdicts: later, names: "why-mixed-per-node-2", fix: free},

	// After the allocation, and without a pod.
	{name: "binding-conditions-pending", says: "waiting for binding conditions",
		reason: "BindingConditionsPending", verdicts: []string{"allocated"}, names: "example.com/attached", byHand: true,
		fix: reports("binding-conditions-pending", `{"type":"example.com/attached","status":"True"`)},
	{name: "binding-condition-failed",
		after: onePod + "; kubectl wait --for=jsonpath='{.status.allocation}' resourceclaim/wanted -n $NS --timeout=20s\n" +
			reports("binding-condition-failed", `{"type":"example.com/attach-failed","status":"True","message":"no link"`),
		reason: "BindingConditionFailed", verdicts: []string{"allocated"}, names: "example.com/attach-failed", byHand: true,
		// The scheduler takes the allocation back after a failure and tries again: the driver can report only in between.
		fix: "for attempt in {1..60}; do " + reports("binding-condition-failed", `{"type":"example.com/attached","status":"True"`) +
			" && break; sleep 0.3; done"},
	{name: "reserved-for-full", between: "crowd shared",
		says: "Too many: 257", claim: "shared",
		reason: "ReservedForFull", verdicts: blocked, names: "shared", byHand: true,
		fix: `kubectl patch resourceclaim shared -n $NS --subresource=status --type=json --patch='[{"op":"remove","path":"/status/reservedFor/255"}]'`},
	{name: "no-consumer",
		reason: "NoConsumerPod", verdicts: []string{"canFit"}, names: "No pod", byHand: true,
		fix: onePod},
}

const onePod = `make Pod waits '{resourceClaims: [{name: device, resourceClaimName: wanted}],
	containers: [{name: main, image: "busybox:1.36", resources: {claims: [{name: device}]}}]}'`

// oneDevice is the spec of a claim for one device of the class of the case.
const oneDevice = `"{devices: {requests: [{name: gpu, exactly: {deviceClassName: $NS}}]}}"`

// reports is a driver that says one condition of the device gpu-0.
func reports(name, condition string) string {
	return `kubectl patch resourceclaim wanted -n $NS --subresource=status --type=merge --patch='{"status":{"devices":[{
		"driver":"` + name + `.why.test","pool":"why-` + name + `-1","device":"gpu-0","conditions":[
		` + condition + `,"reason":"Reported","lastTransitionTime":"2026-11-25T18:00:00Z"}]}]}}'`
}

// tools are what the commands above use beside kubectl: a spec cannot be changed,
// so `rewrite` and `remake` put another object in the place of the old one.
const tools = `
rewrite() { kubectl get "$1" "$2" -n "$NS" -o json | sed "$3" | kubectl replace --force -f -; }
remake() { kubectl get "$1" "$2" -n "$NS" -o json | kubectl patch --local -f - --type=json --patch="$3" -o json | kubectl replace --force -f -; }
make() {
	case $1 in Pod) api=v1 ;; *) api=resource.k8s.io/v1 ;; esac
	case $1 in DeviceClass|ResourceSlice) in= ;; *) in=", namespace: $NS" ;; esac
	kubectl create "${@:4}" -f - <<< "{apiVersion: $api, kind: $1, metadata: {name: $2$in, labels: {claimscope.test/waits: \"true\"}}, spec: $3}"
}
crowd() { # 255 consumers that are no pods, so that nobody removes them
	all=
	for i in {1..255}; do
		all+=",{\"op\":\"add\",\"path\":\"/status/reservedFor/-\",\"value\":{\"apiGroup\":\"example.com\",\"resource\":\"jobs\",\"name\":\"j$i\",\"uid\":\"j$i\"}}"
	done
	kubectl patch resourceclaim "$1" -n "$NS" --subresource=status --type=json --patch="[${all:1}]"
}
`

// Field numbers of the messages that the simulation has objects of: facts of k8s.io/api and apimachinery (generated.proto,
// v0.37).
#include "tests/kit/protobuf_fields.h"

namespace claimscope::kit {

/// A line a message: field=number, [] repeated, {} map, then the type: none is a string, i a number, b a bool, T Time, M
/// MicroTime, Q Quantity, I IntOrString, R RawExtension, F FieldsV1, or a message. "*" is one whose fields JSON has beside the
/// others. Messages that only v1beta1 numbers this way begin with its name. Other fields of upstream are left out.
const char* const kProtobufFields = R"(
Pod: metadata=1:ObjectMeta spec=2:PodSpec status=3:PodStatus
Node: metadata=1:ObjectMeta spec=2:NodeSpec status=3:NodeStatus
Event: metadata=1:ObjectMeta involvedObject=2:ObjectReference reason=3 message=4 source=5:EventSource firstTimestamp=6:T
  lastTimestamp=7:T count=8:i type=9 eventTime=10:M series=11:EventSeries action=12 related=13:ObjectReference
  reportingComponent=14 reportingInstance=15
Namespace: metadata=1:ObjectMeta spec=2:NamespaceSpec status=3:NamespaceStatus
ResourceQuota: metadata=1:ObjectMeta spec=2:ResourceQuotaSpec status=3:ResourceQuotaStatus
DaemonSet: metadata=1:ObjectMeta spec=2:DaemonSetSpec status=3:DaemonSetStatus
Deployment: metadata=1:ObjectMeta spec=2:DeploymentSpec status=3:DeploymentStatus
ReplicaSet: metadata=1:ObjectMeta spec=2:ReplicaSetSpec status=3:ReplicaSetStatus
StatefulSet: metadata=1:ObjectMeta spec=2:StatefulSetSpec status=3:StatefulSetStatus
CronJob: metadata=1:ObjectMeta spec=2:CronJobSpec status=3:CronJobStatus
Job: metadata=1:ObjectMeta spec=2:JobSpec status=3:JobStatus
PodDisruptionBudget: metadata=1:ObjectMeta spec=2:PodDisruptionBudgetSpec status=3:PodDisruptionBudgetStatus
DeviceClass: metadata=1:ObjectMeta spec=2:DeviceClassSpec
DeviceTaintRule: metadata=1:ObjectMeta spec=2:DeviceTaintRuleSpec status=3:DeviceTaintRuleStatus
ResourceClaim: metadata=1:ObjectMeta spec=2:ResourceClaimSpec status=3:ResourceClaimStatus
ResourceClaimTemplate: metadata=1:ObjectMeta spec=2:ResourceClaimTemplateSpec
ResourceSlice: metadata=1:ObjectMeta spec=2:ResourceSliceSpec
ObjectMeta: name=1 generateName=2 namespace=3 selfLink=4 uid=5 resourceVersion=6 generation=7:i creationTimestamp=8:T
  deletionTimestamp=9:T deletionGracePeriodSeconds=10:i labels=11{} annotations=12{} ownerReferences=13[]:OwnerReference
  finalizers=14[] managedFields=17[]:ManagedFieldsEntry
PodSpec: volumes=1[]:Volume initContainers=20[]:Container containers=2[]:Container restartPolicy=3
  terminationGracePeriodSeconds=4:i activeDeadlineSeconds=5:i dnsPolicy=6 nodeSelector=7{} serviceAccountName=8
  serviceAccount=9 automountServiceAccountToken=21:b nodeName=10 hostNetwork=11:b hostPID=12:b hostIPC=13:b
  shareProcessNamespace=27:b imagePullSecrets=15[]:LocalObjectReference hostname=16 subdomain=17 affinity=18:Affinity
  schedulerName=19 tolerations=22[]:Toleration priorityClassName=24 priority=25:i readinessGates=28[]:PodReadinessGate
  runtimeClassName=29 enableServiceLinks=30:b preemptionPolicy=31 overhead=32{}:Q setHostnameAsFQDN=35:b hostUsers=37:b
  topologySpreadConstraints=33[]:TopologySpreadConstraint schedulingGates=38[]:PodSchedulingGate resourceClaims=39[]:PodResourceClaim resources=40:ResourceRequirements
  hostnameOverride=41
PodStatus: observedGeneration=17:i phase=1 conditions=2[]:PodCondition message=3 reason=4 nominatedNodeName=11 hostIP=5
  hostIPs=16[]:HostIP podIP=6 podIPs=12[]:PodIP startTime=7:T initContainerStatuses=10[]:ContainerStatus
  containerStatuses=8[]:ContainerStatus qosClass=9 ephemeralContainerStatuses=13[]:ContainerStatus resize=14
  resourceClaimStatuses=15[]:PodResourceClaimStatus extendedResourceClaimStatus=18:PodExtendedResourceClaimStatus
  allocatedResources=19{}:Q resources=20:ResourceRequirements
NodeSpec: podCIDR=1 podCIDRs=7[] providerID=3 unschedulable=4:b taints=5[]:Taint externalID=2
NodeStatus: capacity=1{}:Q allocatable=2{}:Q phase=3 conditions=4[]:NodeCondition addresses=5[]:NodeAddress
  nodeInfo=7:NodeSystemInfo images=8[]:ContainerImage volumesInUse=9[] declaredFeatures=14[]
ObjectReference: kind=1 namespace=2 name=3 uid=4 apiVersion=5 resourceVersion=6 fieldPath=7
EventSource: component=1 host=2
EventSeries: count=1:i lastObservedTime=2:M
NamespaceSpec: finalizers=1[]
NamespaceStatus: phase=1 conditions=2[]:NamespaceCondition
ResourceQuotaSpec: hard=1{}:Q scopes=2[] scopeSelector=3:ScopeSelector
ScopeSelector: matchExpressions=1[]:ScopedResourceSelectorRequirement
ScopedResourceSelectorRequirement: scopeName=1 operator=2 values=3[]
ResourceQuotaStatus: hard=1{}:Q used=2{}:Q
DaemonSetSpec: selector=1:LabelSelector template=2:PodTemplateSpec minReadySeconds=4:i revisionHistoryLimit=6:i
DaemonSetStatus: currentNumberScheduled=1:i numberMisscheduled=2:i desiredNumberScheduled=3:i numberReady=4:i
  observedGeneration=5:i updatedNumberScheduled=6:i numberAvailable=7:i numberUnavailable=8:i collisionCount=9:i
DeploymentSpec: replicas=1:i selector=2:LabelSelector template=3:PodTemplateSpec minReadySeconds=5:i
  revisionHistoryLimit=6:i paused=7:b progressDeadlineSeconds=9:i
DeploymentStatus: observedGeneration=1:i replicas=2:i updatedReplicas=3:i readyReplicas=7:i availableReplicas=4:i
  unavailableReplicas=5:i terminatingReplicas=9:i collisionCount=8:i
ReplicaSetSpec: replicas=1:i minReadySeconds=4:i selector=2:LabelSelector template=3:PodTemplateSpec
ReplicaSetStatus: replicas=1:i fullyLabeledReplicas=2:i readyReplicas=4:i availableReplicas=5:i terminatingReplicas=7:i
  observedGeneration=3:i
StatefulSetSpec: replicas=1:i selector=2:LabelSelector template=3:PodTemplateSpec serviceName=5 podManagementPolicy=6
  revisionHistoryLimit=8:i minReadySeconds=9:i
StatefulSetStatus: observedGeneration=1:i replicas=2:i readyReplicas=3:i currentReplicas=4:i updatedReplicas=5:i
  currentRevision=6 updateRevision=7 collisionCount=9:i availableReplicas=11:i
CronJobSpec: schedule=1 timeZone=8 startingDeadlineSeconds=2:i concurrencyPolicy=3 suspend=4:b jobTemplate=5:JobTemplateSpec
  successfulJobsHistoryLimit=6:i failedJobsHistoryLimit=7:i
CronJobStatus: active=1[]:ObjectReference lastScheduleTime=4:T lastSuccessfulTime=5:T
JobTemplateSpec: metadata=1:ObjectMeta spec=2:JobSpec
JobSpec: parallelism=1:i completions=2:i activeDeadlineSeconds=3:i backoffLimit=7:i backoffLimitPerIndex=12:i
  maxFailedIndexes=13:i selector=4:LabelSelector manualSelector=5:b template=6:PodTemplateSpec ttlSecondsAfterFinished=8:i
  completionMode=9 suspend=10:b podReplacementPolicy=14 managedBy=15
JobStatus: conditions=1[]:JobCondition startTime=2:T completionTime=3:T active=4:i succeeded=5:i failed=6:i terminating=11:i
  completedIndexes=7 failedIndexes=10 ready=9:i
PodDisruptionBudgetSpec: minAvailable=1:I selector=2:LabelSelector maxUnavailable=3:I unhealthyPodEvictionPolicy=4
PodDisruptionBudgetStatus: observedGeneration=1:i disruptedPods=2{}:T disruptionsAllowed=3:i currentHealthy=4:i
  desiredHealthy=5:i expectedPods=6:i conditions=7[]:Condition
DeviceClassSpec: selectors=1[]:DeviceSelector config=2[]:DeviceClassConfiguration extendedResourceName=4
DeviceTaintRuleSpec: deviceSelector=1:DeviceTaintSelector taint=2:DeviceTaint
DeviceTaintRuleStatus: conditions=1[]:Condition
ResourceClaimSpec: devices=1:DeviceClaim
ResourceClaimStatus: allocation=1:AllocationResult reservedFor=2[]:ResourceClaimConsumerReference
  devices=4[]:AllocatedDeviceStatus
ResourceClaimTemplateSpec: metadata=1:ObjectMeta spec=2:ResourceClaimSpec
ResourceSliceSpec: driver=1 pool=2:ResourcePool nodeName=3 nodeSelector=4:NodeSelector allNodes=5:b devices=6[]:Device
  perDeviceNodeSelection=7:b sharedCounters=8[]:CounterSet partitionTypeAttribute=9 skipNodeOperations=10[]
OwnerReference: apiVersion=5 kind=1 name=3 uid=4 controller=6:b blockOwnerDeletion=7:b
ManagedFieldsEntry: manager=1 operation=2 apiVersion=3 time=4:T fieldsType=6 fieldsV1=7:F subresource=8
Volume: name=1 *=2:VolumeSource
Container: name=1 image=2 command=3[] args=4[] workingDir=5 ports=6[]:ContainerPort env=7[]:EnvVar
  resources=8:ResourceRequirements restartPolicy=24 volumeMounts=9[]:VolumeMount terminationMessagePath=13
  terminationMessagePolicy=20 imagePullPolicy=14 stdin=16:b stdinOnce=17:b tty=18:b
LocalObjectReference: name=1
Affinity: nodeAffinity=1:NodeAffinity podAffinity=2:PodAffinity podAntiAffinity=3:PodAffinity
PodAffinity: requiredDuringSchedulingIgnoredDuringExecution=1[]:PodAffinityTerm
  preferredDuringSchedulingIgnoredDuringExecution=2[]:WeightedPodAffinityTerm
WeightedPodAffinityTerm: weight=1:i podAffinityTerm=2:PodAffinityTerm
PodAffinityTerm: labelSelector=1:LabelSelector namespaces=2[] topologyKey=3 namespaceSelector=4:LabelSelector matchLabelKeys=5[]
  mismatchLabelKeys=6[]
TopologySpreadConstraint: maxSkew=1:i topologyKey=2 whenUnsatisfiable=3 labelSelector=4:LabelSelector minDomains=5:i
  nodeAffinityPolicy=6 nodeTaintsPolicy=7 matchLabelKeys=8[]
Toleration: key=1 operator=2 value=3 effect=4 tolerationSeconds=5:i
PodReadinessGate: conditionType=1
PodSchedulingGate: name=1
PodResourceClaim: name=1 resourceClaimName=3 resourceClaimTemplateName=4
ResourceRequirements: limits=1{}:Q requests=2{}:Q claims=3[]:ContainerClaim
PodCondition: type=1 observedGeneration=7:i status=2 lastProbeTime=3:T lastTransitionTime=4:T reason=5 message=6
HostIP: ip=1
PodIP: ip=1
ContainerStatus: name=1 state=2:ContainerState lastState=3:ContainerState ready=4:b restartCount=5:i image=6 imageID=7
  containerID=8 started=9:b allocatedResources=10{}:Q resources=11:ResourceRequirements
  allocatedResourcesStatus=14[]:ResourceStatus stopSignal=15
PodResourceClaimStatus: name=1 resourceClaimName=2
PodExtendedResourceClaimStatus: requestMappings=1[]:ContainerExtendedResourceRequest resourceClaimName=2
Taint: key=1 value=2 effect=3 timeAdded=4:T
NodeCondition: type=1 status=2 lastHeartbeatTime=3:T lastTransitionTime=4:T reason=5 message=6
NodeAddress: type=1 address=2
NodeSystemInfo: machineID=1 systemUUID=2 bootID=3 kernelVersion=4 osImage=5 containerRuntimeVersion=6 kubeletVersion=7
  kubeProxyVersion=8 operatingSystem=9 architecture=10 runningInUserNamespace=12:b
ContainerImage: names=1[] sizeBytes=2:i
NamespaceCondition: type=1 status=2 lastTransitionTime=4:T reason=5 message=6
LabelSelector: matchLabels=1{} matchExpressions=2[]:LabelSelectorRequirement
PodTemplateSpec: metadata=1:ObjectMeta spec=2:PodSpec
JobCondition: type=1 status=2 lastProbeTime=3:T lastTransitionTime=4:T reason=5 message=6
Condition: type=1 status=2 observedGeneration=3:i lastTransitionTime=4:T reason=5 message=6
DeviceSelector: cel=1:CELDeviceSelector
DeviceClassConfiguration: *=1:DeviceConfiguration
DeviceTaintSelector: driver=2 pool=3 device=4
DeviceTaint: key=1 value=2 effect=3 timeAdded=4:T
DeviceClaim: requests=1[]:DeviceRequest constraints=2[]:DeviceConstraint config=3[]:DeviceClaimConfiguration
AllocationResult: devices=1:DeviceAllocationResult nodeSelector=3:NodeSelector allocationTimestamp=5:T
ResourceClaimConsumerReference: apiGroup=1 resource=3 name=4 uid=5
AllocatedDeviceStatus: driver=1 pool=2 device=3 shareID=7 conditions=4[]:Condition data=5:R networkData=6:NetworkDeviceData
ResourcePool: name=1 generation=2:i resourceSliceCount=3:i
NodeSelector: nodeSelectorTerms=1[]:NodeSelectorTerm
Device: name=1 attributes=2{}:DeviceAttribute capacity=3{}:DeviceCapacity consumesCounters=4[]:DeviceCounterConsumption
  nodeName=5 nodeSelector=6:NodeSelector allNodes=7:b taints=8[]:DeviceTaint bindsToNode=9:b bindingConditions=10[]
  bindingFailureConditions=11[] allowMultipleAllocations=12:b
CounterSet: name=1 counters=2{}:Counter
VolumeSource: hostPath=1:HostPathVolumeSource emptyDir=2:EmptyDirVolumeSource secret=6:SecretVolumeSource
  configMap=19:ConfigMapVolumeSource projected=26:ProjectedVolumeSource
  persistentVolumeClaim=10:PersistentVolumeClaimVolumeSource ephemeral=29:EphemeralVolumeSource
PersistentVolumeClaimVolumeSource: claimName=1 readOnly=2:b
EphemeralVolumeSource:
ContainerPort: name=1 hostPort=2:i containerPort=3:i protocol=4 hostIP=5
EnvVar: name=1 value=2 valueFrom=3:EnvVarSource
VolumeMount: name=1 readOnly=2:b recursiveReadOnly=7 mountPath=3 subPath=4 mountPropagation=5 subPathExpr=6
  bindMountOptions=8[]
NodeAffinity: requiredDuringSchedulingIgnoredDuringExecution=1:NodeSelector
ContainerClaim: name=1 request=2
ContainerState: waiting=1:ContainerStateWaiting running=2:ContainerStateRunning terminated=3:ContainerStateTerminated
ResourceStatus: name=1 resources=2[]:ResourceHealth
ContainerExtendedResourceRequest: containerName=1 resourceName=2 requestName=3
LabelSelectorRequirement: key=1 operator=2 values=3[]
CELDeviceSelector: expression=1
DeviceConfiguration: opaque=1:OpaqueDeviceConfiguration
DeviceRequest: name=1 exactly=2:ExactDeviceRequest firstAvailable=3[]:DeviceSubRequest
DeviceConstraint: requests=1[] matchAttribute=2 distinctAttribute=3
DeviceClaimConfiguration: requests=1[] *=2:DeviceConfiguration
DeviceAllocationResult: results=1[]:DeviceRequestAllocationResult config=2[]:DeviceAllocationConfiguration
NetworkDeviceData: interfaceName=1 ips=2[] hardwareAddress=3
NodeSelectorTerm: matchExpressions=1[]:NodeSelectorRequirement matchFields=2[]:NodeSelectorRequirement
DeviceAttribute: int=2:i bool=3:b string=4 version=5 ints=6[]:i bools=7[]:b strings=8[] versions=9[]
DeviceCapacity: value=1:Q requestPolicy=2:CapacityRequestPolicy
DeviceCounterConsumption: counterSet=1 counters=2{}:Counter compatibilityGroups=3[]
Counter: value=1:Q
HostPathVolumeSource: path=1 type=2
EmptyDirVolumeSource: medium=1 sizeLimit=2:Q mode=3:i
SecretVolumeSource: secretName=1 defaultMode=3:i optional=4:b defaultUser=5:i
ConfigMapVolumeSource: *=1:LocalObjectReference defaultMode=3:i optional=4:b defaultUser=5:i
ProjectedVolumeSource: defaultMode=2:i defaultUser=3:i
EnvVarSource: fieldRef=1:ObjectFieldSelector resourceFieldRef=2:ResourceFieldSelector configMapKeyRef=3:ConfigMapKeySelector
  secretKeyRef=4:SecretKeySelector fileKeyRef=5:FileKeySelector
ContainerStateWaiting: reason=1 message=2
ContainerStateRunning: startedAt=1:T
ContainerStateTerminated: exitCode=1:i signal=2:i reason=3 message=4 startedAt=5:T finishedAt=6:T containerID=7
ResourceHealth: resourceID=1 health=2 message=6
OpaqueDeviceConfiguration: driver=1 parameters=2:R
ExactDeviceRequest: deviceClassName=1 selectors=2[]:DeviceSelector allocationMode=3 count=4:i adminAccess=5:b
  tolerations=6[]:DeviceToleration capacity=7:CapacityRequirements derivedAttributes=8[]:DeviceDerivedAttribute
DeviceSubRequest: name=1 deviceClassName=2 selectors=3[]:DeviceSelector allocationMode=4 count=5:i
  tolerations=6[]:DeviceToleration capacity=7:CapacityRequirements derivedAttributes=8[]:DeviceDerivedAttribute
DeviceRequestAllocationResult: request=1 driver=2 pool=3 device=4 adminAccess=5:b tolerations=6[]:DeviceToleration
  bindingConditions=7[] bindingFailureConditions=8[] shareID=9 consumedCapacity=10{}:Q skipNodeOperations=11[]
DeviceAllocationConfiguration: source=1 requests=2[] *=3:DeviceConfiguration
NodeSelectorRequirement: key=1 operator=2 values=3[]
CapacityRequestPolicy: default=1:Q validValues=3[]:Q validRange=4:CapacityRequestPolicyRange
ObjectFieldSelector: apiVersion=1 fieldPath=2
ResourceFieldSelector: containerName=1 resource=2 divisor=3:Q
ConfigMapKeySelector: *=1:LocalObjectReference key=2 optional=3:b
SecretKeySelector: *=1:LocalObjectReference key=2 optional=3:b
FileKeySelector: volumeName=1 path=2 key=3 optional=4:b
DeviceToleration: key=1 operator=2 value=3 effect=4 tolerationSeconds=5:i
CapacityRequirements: requests=1{}:Q
DeviceDerivedAttribute: name=1 expression=2
CapacityRequestPolicyRange: min=1:Q max=2:Q step=3:Q
v1beta1.DeviceRequest: name=1 deviceClassName=2 selectors=3[]:DeviceSelector allocationMode=4 count=5:i adminAccess=6:b
  firstAvailable=7[]:DeviceSubRequest tolerations=8[]:DeviceToleration capacity=9:CapacityRequirements
  derivedAttributes=10[]:DeviceDerivedAttribute
v1beta1.DeviceSubRequest: name=1 deviceClassName=2 selectors=3[]:DeviceSelector allocationMode=4 count=5:i
  tolerations=7[]:DeviceToleration capacity=8:CapacityRequirements derivedAttributes=9[]:DeviceDerivedAttribute
v1beta1.Device: name=1 basic=2:BasicDevice
v1beta1.BasicDevice: attributes=1{}:DeviceAttribute capacity=2{}:DeviceCapacity
  consumesCounters=3[]:DeviceCounterConsumption nodeName=4 nodeSelector=5:NodeSelector allNodes=6:b taints=7[]:DeviceTaint
  bindsToNode=8:b bindingConditions=9[] bindingFailureConditions=10[] allowMultipleAllocations=11:b
)";

}  // namespace claimscope::kit

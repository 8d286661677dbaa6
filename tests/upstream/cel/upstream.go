// Package cel holds Claimscope's CEL engine against upstream's: the compiler of k8s.io/dynamic-resource-allocation/cel as the
// scheduler uses it.
package cel

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	resourceapi "k8s.io/api/resource/v1"
	dracel "k8s.io/dynamic-resource-allocation/cel"
)

// Device is a device as the cases file of `claimscope cel` writes it.
type Device struct {
	Driver                   string                                 `json:"driver"`
	Attributes               map[string]resourceapi.DeviceAttribute `json:"attributes,omitempty"`
	Capacity                 map[string]resourceapi.DeviceCapacity  `json:"capacity,omitempty"`
	AllowMultipleAllocations *bool                                  `json:"allowMultipleAllocations,omitempty"`
}

// Case is one line of the cases file.
type Case struct {
	ID         string `json:"id"`
	Expression string `json:"expression"`
	Device     Device `json:"device"`
	// Estimate asks for the most the expression can cost.
	Estimate bool `json:"estimate,omitempty"`
}

// Answer is one line of the output.
type Answer struct {
	ID      string  `json:"id"`
	Outcome string  `json:"outcome"`
	Error   string  `json:"error,omitempty"`
	Cost    *uint64 `json:"cost,omitempty"`
	// Estimate is the most it can cost, where it was asked for.
	Estimate *uint64 `json:"estimate,omitempty"`
}

func (a Answer) String() string {
	cost := "-"
	if a.Cost != nil {
		cost = fmt.Sprint(*a.Cost)
	}
	estimate := ""
	if a.Estimate != nil {
		estimate = fmt.Sprintf(" estimate %d", *a.Estimate)
	}
	return fmt.Sprintf("%s cost %s%s %s", a.Outcome, cost, estimate, a.Error)
}

// differs tells whether two answers disagree. Costs count where both know one.
func differs(ours, theirs Answer) bool {
	if ours.Outcome != theirs.Outcome {
		return true
	}
	if ours.Estimate != nil && theirs.Estimate != nil && *ours.Estimate != *theirs.Estimate {
		return true
	}
	return ours.Cost != nil && theirs.Cost != nil && *ours.Cost != *theirs.Cost
}

var features = dracel.Features{EnableConsumableCapacity: true, EnableListTypeAttributes: true}

// compiled is one expression; evaluating it is cheap.
type compiled struct {
	result  dracel.CompilationResult
	failure string
}

// compile never panics: what makes upstream panic while compiling is refused.
func compile(expression string) (out compiled) {
	defer func() {
		if r := recover(); r != nil {
			out.failure = fmt.Sprintf("panic: %v", r)
		}
	}()
	if len(expression) > resourceapi.CELSelectorExpressionMaxLength {
		return compiled{failure: "too long"}
	}
	out.result = dracel.GetCompiler(features).CompileCELExpression(expression, dracel.Options{})
	if out.result.Error != nil {
		out.failure = out.result.Error.Detail
	}
	return out
}

func evaluate(c compiled, id string, device Device) (out Answer) {
	out.ID = id
	if c.failure != "" {
		out.Outcome, out.Error = "compileError", c.failure
		return out
	}
	defer func() {
		if r := recover(); r != nil {
			out.Outcome, out.Error = "runtimeError", fmt.Sprintf("panic: %v", r)
		}
	}()
	input := dracel.Device{
		Driver:                   device.Driver,
		AllowMultipleAllocations: device.AllowMultipleAllocations,
		Attributes:               map[resourceapi.QualifiedName]resourceapi.DeviceAttribute{},
		Capacity:                 map[resourceapi.QualifiedName]resourceapi.DeviceCapacity{},
	}
	for name, value := range device.Attributes {
		input.Attributes[resourceapi.QualifiedName(name)] = value
	}
	for name, value := range device.Capacity {
		input.Capacity[resourceapi.QualifiedName(name)] = *value.DeepCopy()
	}
	estimate := c.result.MaxCost
	out.Estimate = &estimate
	matches, details, err := c.result.DeviceMatches(context.Background(), input)
	if details != nil {
		out.Cost = details.ActualCost()
	}
	switch {
	case err != nil:
		out.Outcome, out.Error = "runtimeError", err.Error()
	case matches:
		out.Outcome = "match"
	default:
		out.Outcome = "noMatch"
	}
	return out
}

// answers gives the answer of upstream, and whether it depends on the order in which Go walks maps: then several are right.
func answers(c Case) (first Answer, several bool) {
	program := compile(c.Expression)
	first = evaluate(program, c.ID, c.Device)
	if !walksMaps(c.Expression) {
		return first, false
	}
	for i := 0; i < 8; i++ {
		if differs(evaluate(program, c.ID, c.Device), first) {
			return first, true
		}
	}
	return first, false
}

// accepts tells whether upstream ever gives this answer.
func accepts(c Case, ours Answer) bool {
	program := compile(c.Expression)
	for i := 0; i < 200; i++ {
		if !differs(ours, evaluate(program, c.ID, c.Device)) {
			return true
		}
	}
	return false
}

func walksMaps(expression string) bool {
	for _, word := range []string{"all(", "exists", "map(", "filter(", "transform", "{", "attributes", "capacity", "getQuery"} {
		if strings.Contains(expression, word) {
			return true
		}
	}
	return false
}

func encode(cases []Case) ([]byte, error) {
	var out []byte
	for _, c := range cases {
		line, err := json.Marshal(c)
		if err != nil {
			return nil, err
		}
		out = append(append(out, line...), '\n')
	}
	return out, nil
}

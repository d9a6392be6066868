// This file defines how each type of Parquet is written as the text of a cell:
//
//	text, ENUM, JSON        as it is; BYTE_ARRAY without a type too, if it is UTF-8
//	UUID                    123e4567-e89b-12d3-a456-426614174000
//	INT, UINT               a whole number
//	DECIMAL(p, s)           with exactly s digits behind the point, never through a float
//	FLOAT, DOUBLE, FLOAT16  the shortest decimal that gives the same number of that width
//	BOOLEAN                 true, false
//	DATE                    2026-04-01
//	TIMESTAMP, INT96        2026-04-01 if it is midnight, else 2026-04-01T09:30:00.5, in
//	                        UTC with a Z behind it
//	TIME                    09:30:00.5
//	null                    an absent cell
//
// NaN and infinity are written so, and are then no numbers for an input.

package parquet

import (
	"encoding/binary"
	"encoding/hex"
	"math"
	"math/big"
	"strconv"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/format"
	"github.com/rubric-lang/rubric/engine/table"
)

// texter gives the text of a value that is not null, in to or elsewhere, and
// whether it cannot be anything but plain ASCII.
type texter func(to []byte, v parquet.Value) (text []byte, plain bool)

// texterOf finds how the values of a column are written. If it is nil, what says
// what the column holds instead.
func texterOf(c *parquet.Column) (t texter, what string) {
	switch {
	case c.Repeated():
		return nil, "a list in each row"
	case !c.Leaf():
		return nil, groupName(c)
	}
	typ := c.Type()
	var logical format.LogicalTypeValue
	if lt := typ.LogicalType(); lt != nil {
		logical = lt.Value
	}
	switch l := logical.(type) {
	case *format.DecimalType:
		return decimal(typ.Kind(), int(l.Scale))
	case *format.DateType:
		return date, ""
	case *format.TimestampType:
		return timestamp(l.Unit.Value, l.IsAdjustedToUTC), ""
	case *format.TimeType:
		return timeOfDay(typ.Kind(), l.Unit.Value), ""
	case *format.UUIDType:
		return uuid, ""
	case *format.Float16Type:
		return half, ""
	case *format.IntType:
		if !l.IsSigned {
			return unsigned(typ.Kind()), ""
		}
	case *format.NullType:
		return func([]byte, parquet.Value) ([]byte, bool) { return nil, true }, ""
	}
	return byKind(typ)
}

func groupName(c *parquet.Column) string {
	lt := c.Type().LogicalType()
	if lt == nil {
		return "several values in each row"
	}
	switch lt.Value.(type) {
	case *format.ListType:
		return "a list in each row"
	case *format.MapType:
		return "a map in each row"
	}
	return "several values in each row"
}

// byKind is for types that say no more than how they are stored.
func byKind(typ parquet.Type) (texter, string) {
	switch typ.Kind() {
	case parquet.Boolean:
		return func(to []byte, v parquet.Value) ([]byte, bool) { return strconv.AppendBool(to, v.Boolean()), true }, ""
	case parquet.Int32, parquet.Int64:
		return integer, ""
	case parquet.Int96:
		return int96, ""
	case parquet.Float:
		return func(to []byte, v parquet.Value) ([]byte, bool) {
			return table.AppendFloat(to, float64(v.Float()), 32), true
		}, ""
	case parquet.Double:
		return func(to []byte, v parquet.Value) ([]byte, bool) { return table.AppendFloat(to, v.Double(), 64), true }, ""
	case parquet.ByteArray:
		return func(_ []byte, v parquet.Value) ([]byte, bool) { return v.ByteArray(), false }, ""
	}
	return nil, "bytes without a meaning"
}

// whole is the value of an integer of either width.
func whole(v parquet.Value) int64 {
	if v.Kind() == parquet.Int32 {
		return int64(v.Int32())
	}
	return v.Int64()
}

func integer(to []byte, v parquet.Value) ([]byte, bool) {
	return strconv.AppendInt(to, whole(v), 10), true
}

func unsigned(k parquet.Kind) texter {
	if k == parquet.Int32 {
		return func(to []byte, v parquet.Value) ([]byte, bool) {
			return strconv.AppendUint(to, uint64(v.Uint32()), 10), true
		}
	}
	return func(to []byte, v parquet.Value) ([]byte, bool) { return strconv.AppendUint(to, v.Uint64(), 10), true }
}

// half is a float of 16 bits.
func half(to []byte, v parquet.Value) ([]byte, bool) {
	b := v.ByteArray()
	if len(b) != 2 {
		return append(to, "NaN"...), true
	}
	bits := binary.LittleEndian.Uint16(b)
	sign, exp, frac := 1.0, int(bits>>10&0x1f), float64(bits&0x3ff)
	if bits>>15 == 1 {
		sign = -1
	}
	f := 0.0
	switch {
	case exp == 0:
		f = sign * math.Ldexp(frac, -24)
	case exp == 31 && frac != 0:
		f = math.NaN()
	case exp == 31:
		f = math.Inf(int(sign))
	default:
		f = sign * math.Ldexp(1024+frac, exp-25)
	}
	return table.AppendFloat(to, f, 64), true // exact: 11 bits have few digits
}

// mostScale bounds the digits behind the point; the widest decimals have 76.
const mostScale = 400

func decimal(k parquet.Kind, scale int) (texter, string) {
	if scale < 0 || scale > mostScale {
		return nil, "decimals with " + strconv.Itoa(scale) + " digits behind the point"
	}
	switch k {
	case parquet.Int32, parquet.Int64:
		return func(to []byte, v parquet.Value) ([]byte, bool) {
			var digits [24]byte
			return pointed(to, strconv.AppendInt(digits[:0], whole(v), 10), scale), true
		}, ""
	case parquet.ByteArray, parquet.FixedLenByteArray:
		return func(to []byte, v parquet.Value) ([]byte, bool) {
			return pointed(to, bigInt(v.ByteArray()).Append(nil, 10), scale), true
		}, ""
	}
	return nil, "decimals of an unknown form"
}

// bigInt is a whole number in two's complement, the highest byte first.
func bigInt(b []byte) *big.Int {
	x := new(big.Int).SetBytes(b)
	if len(b) > 0 && b[0]&0x80 != 0 {
		x.Sub(x, new(big.Int).Lsh(big.NewInt(1), uint(8*len(b))))
	}
	return x
}

// pointed appends digits with a point before the last scale of them.
func pointed(to, digits []byte, scale int) []byte {
	if len(digits) > 0 && digits[0] == '-' {
		to, digits = append(to, '-'), digits[1:]
	}
	if scale == 0 {
		return append(to, digits...)
	}
	n := len(digits) - scale
	if n <= 0 {
		to = append(to, '0')
	} else {
		to = append(to, digits[:n]...)
	}
	to = append(to, '.')
	for ; n < 0; n++ {
		to = append(to, '0')
	}
	return append(to, digits[max(len(digits)-scale, 0):]...)
}

func date(to []byte, v parquet.Value) ([]byte, bool) {
	return time.Unix(int64(v.Int32())*86400, 0).UTC().AppendFormat(to, time.DateOnly), true
}

func timestamp(unit format.TimeUnitValue, utc bool) texter {
	per := perSecond(unit)
	return func(to []byte, v parquet.Value) ([]byte, bool) {
		s, rest := v.Int64()/per, v.Int64()%per
		return moment(to, time.Unix(s, rest*(1e9/per)).UTC(), utc), true
	}
}

func perSecond(unit format.TimeUnitValue) int64 {
	if unit == nil || unit.Duration() <= 0 {
		return 1e3
	}
	return max(int64(time.Second/unit.Duration()), 1)
}

// moment is a date, with the time of day unless it is midnight.
func moment(to []byte, t time.Time, utc bool) []byte {
	layout := "2006-01-02T15:04:05.999999999"
	if t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 && t.Nanosecond() == 0 {
		layout = time.DateOnly
	} else if utc {
		layout += "Z"
	}
	return t.AppendFormat(to, layout)
}

func timeOfDay(k parquet.Kind, unit format.TimeUnitValue) texter {
	per := perSecond(unit)
	return func(to []byte, v parquet.Value) ([]byte, bool) {
		x := whole(v)
		return time.Unix(x/per, x%per*(1e9/per)).UTC().AppendFormat(to, "15:04:05.999999999"), true
	}
}

// int96 is a time as older tools write it: nanoseconds of the day, then the
// Julian day.
func int96(to []byte, v parquet.Value) ([]byte, bool) {
	const julian = 2440588 // of 1970-01-01
	x := deprecated.Int96(v.Int96())
	nanos, day := int64(x[0])|int64(x[1])<<32, int64(x[2])-julian
	return moment(to, time.Unix(day*86400, nanos).UTC(), false), true
}

func uuid(to []byte, v parquet.Value) ([]byte, bool) {
	b := v.ByteArray()
	if len(b) != 16 {
		return hex.AppendEncode(to, b), true
	}
	for i, from := range []int{0, 4, 6, 8, 10} {
		if i > 0 {
			to = append(to, '-')
		}
		to = hex.AppendEncode(to, b[from:[]int{4, 6, 8, 10, 16}[i]])
	}
	return to, true
}

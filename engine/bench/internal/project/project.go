// Package project loads the frameworks that the programs of engine/bench measure.
package project

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/rubric-lang/rubric/rules"
)

// Load loads the framework of a directory, with those beside it that it amends.
func Load(dir string) (*rules.Framework, error) {
	d, list, err := rules.Read(os.DirFS(dir), func(beside string) (fs.FS, error) { return os.DirFS(filepath.Join(dir, beside)), nil })
	if err != nil {
		return nil, err
	}
	fw, more := d.Load("")
	if list = append(list, more...); list.HasErrors() || fw == nil {
		return nil, fmt.Errorf("%s does not load: %v", filepath.Base(dir), list)
	}
	return fw, nil
}

// Checks an export's checkpoints, proofs and tiles with the packages that Go's own command checks its checksum database
// with: golang.org/x/mod/sumdb/note and tlog. Built by scripts/strangers.sh; run by tests/it/strangers.rs.
package main

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type proofs struct {
	VKey       string
	Checkpoint string
	Inclusion  []struct {
		Index  int64
		Record string
		Hashes []string
	}
	Consistency []struct {
		Old    string
		Hashes []string
	}
}

func main() {
	dir := os.Args[1]
	var p proofs
	text, err := os.ReadFile(filepath.Join(dir, "proofs.json"))
	must(err)
	must(json.Unmarshal(text, &p))
	verifier, err := note.NewVerifier(p.VKey)
	must(err)
	keys := note.VerifierList(verifier)
	tree := open(p.Checkpoint, keys)

	changed := strings.Replace(p.Checkpoint, "\n"+strconv.FormatInt(tree.N, 10)+"\n", "\n1\n", 1)
	if _, err := note.Open([]byte(changed), keys); err == nil {
		fail("a changed checkpoint was taken")
	}
	for _, one := range p.Inclusion {
		proof, record := tlog.RecordProof(hashes(one.Hashes)), unhex(one.Record)
		must(tlog.CheckRecord(proof, tree.N, tree.Hash, one.Index, tlog.RecordHash(record)))
		record[0] ^= 1
		if tlog.CheckRecord(proof, tree.N, tree.Hash, one.Index, tlog.RecordHash(record)) == nil {
			fail("another record was taken for number %d", one.Index)
		}
	}
	for _, one := range p.Consistency {
		old, proof := open(one.Old, keys), tlog.TreeProof(hashes(one.Hashes))
		must(tlog.CheckTree(proof, tree.N, tree.Hash, old.N, old.Hash))
		old.Hash[0] ^= 1
		if tlog.CheckTree(proof, tree.N, tree.Hash, old.N, old.Hash) == nil {
			fail("another beginning of %d was taken", old.N)
		}
	}
	// Every leaf through the tiles, each tile proven by those above it.
	var indexes []int64
	for n := int64(0); n < tree.N; n++ {
		indexes = append(indexes, tlog.StoredHashIndex(0, n))
	}
	leaves, err := tlog.TileHashReader(tree, folder(dir)).ReadHashes(indexes)
	must(err)
	for n, leaf := range leaves {
		if leaf != tlog.RecordHash(bundled(dir, tree.N, int64(n))) {
			fail("the bundles say something else of record %d than the tiles", n)
		}
	}
	fmt.Printf("%d proofs, %d records\n", len(p.Inclusion)+len(p.Consistency), tree.N)
}

// The tree that a checkpoint speaks of, its signature checked (c2sp.org/tlog-checkpoint: three lines).
func open(text string, keys note.Verifiers) tlog.Tree {
	opened, err := note.Open([]byte(text), keys)
	must(err)
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	root, err := base64.StdEncoding.DecodeString(lines[2])
	must(err)
	return tlog.Tree{N: size, Hash: tlog.Hash(root)}
}

type folder string

func (folder) Height() int                        { return 8 }
func (folder) SaveTiles([]tlog.Tile, [][]byte)    {}
func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		// The package's path has the height in it, a served one has not (c2sp.org/tlog-tiles).
		bytes, err := os.ReadFile(filepath.Join(string(f), strings.Replace(tile.Path(), "tile/8/", "tile/", 1)))
		if err != nil {
			return nil, err
		}
		all = append(all, bytes)
	}
	return all, nil
}

func bundled(dir string, size, n int64) []byte {
	path := fmt.Sprintf("tile/entries/%03d", n/256)
	if width := size - n/256*256; width < 256 {
		path += fmt.Sprintf(".p/%d", width)
	}
	bytes, err := os.ReadFile(filepath.Join(dir, path))
	must(err)
	return bytes[n%256*34+2 : n%256*34+34]
}

func hashes(texts []string) (all []tlog.Hash) {
	for _, text := range texts {
		all = append(all, tlog.Hash(unhex(text)))
	}
	return all
}

func unhex(text string) []byte {
	bytes, err := hex.DecodeString(text)
	must(err)
	return bytes
}

func must(err error) {
	if err != nil {
		fail("%v", err)
	}
}

func fail(format string, args ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", args...)
	os.Exit(1)
}
